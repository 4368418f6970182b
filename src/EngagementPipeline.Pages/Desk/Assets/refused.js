// One record that the service did not accept: what it was, why, and what can be done about it.

import { splitWords } from "./forms.js";
import { kindOf, participantOf, referenceOf } from "./queue.js";

const kinds = { sessions: "The session", participants: "The person", consents: "What they agreed to", voices: "Their words" };

/** What somebody may put right, by its name in the body. Ids and choices are not typed. */
const corrected = {
  place: "Place",
  words: "Their words",
  themes: "Themes",
  concern: "What worries you",
  credit: "How they want to be credited",
  language: "Language",
  district: "District",
  ethnicGroup: "Ethnic group",
  sex: "Sex",
  competenceNote: "Why they understand well enough to decide alone",
  "youngPerson.on": "Day they answered",
  "parentOrCarer.on": "Day the parent or carer answered",
  expiresOn: "Last day it counts",
};

const advice = {
  "consent-not-given": "These words may not be kept. Discard them.",
  "voice-erased": "These words may not be kept. Discard them.",
  "already-different": "Copy out what you still need, and discard this.",
  "does-not-fit": "Put right what it hangs on, then try it again.",
  "bad-fields": "Correct it, and it is sent again.",
  "not-found": "The project may have been removed. Ask a colleague before you discard this.",
};

/** A list item whose buttons device.js acts on: data-again, data-correct, data-copy-out, data-discard. */
export function refusedItem(name, record) {
  const { problem } = record;
  const item = document.createElement("li");
  item.dataset.name = name;
  item.dataset.problem = JSON.stringify(problem);
  const form = correction(record);

  item.append(
    text("h4", `${kinds[kindOf(record)] ?? "A record"} of ${referenceOf(participantOf(record)) || "a session"}`),
    text("p", [problem.title, problem.detail].filter(Boolean).join(". ").replace(/\.\./g, ".")),
    ...Object.entries(problem.errors ?? {}).map(([field, messages]) => text("p", `${labelOf(field)}: ${messages.join(" ")}`, "field-error")),
    text("p", advice[problem.code] ?? "Try it again. If it is refused again, copy it out and ask a colleague.", "quiet"),
  );
  if (record.body.words) item.append(text("p", record.body.words, "said"));
  if (form) item.append(form);
  const buttons = document.createElement("div");
  buttons.className = "row";
  buttons.append(button("Try again", "again"), button("Copy out", "copyOut"), button("Discard", "discard", "danger"));
  item.append(buttons);

  item.inWords = () => inWords(record);
  item.corrected = ({ body }) => bodyFrom(form, body);
  return item;
}

function correction({ body, problem }) {
  if (["consent-not-given", "voice-erased"].includes(problem.code)) return null; // nothing typed here makes it a yes
  const fields = Object.keys(corrected).filter((name) => at(body, name) !== undefined || name in (problem.errors ?? {}));
  if (fields.length === 0) return null;
  const form = document.createElement("details");
  form.open = problem.code === "bad-fields";
  form.append(text("summary", "Correct it"));
  const inner = document.createElement("div");
  inner.className = "stack";
  for (const name of fields) {
    const label = text("label", corrected[name]);
    const field = document.createElement(name === "words" ? "textarea" : "input");
    field.name = name;
    field.autocomplete = "off";
    field.spellcheck = false;
    const value = at(body, name);
    field.value = Array.isArray(value) ? value.join(", ") : value ?? "";
    label.append(field);
    inner.append(label);
  }
  inner.append(button("Send it corrected", "correct", "primary"));
  form.append(inner);
  return form;
}

/** The body with what was put right; what was emptied is left out. */
function bodyFrom(form, body) {
  const changed = structuredClone(body);
  for (const field of form?.querySelectorAll("input, textarea") ?? []) {
    const path = field.name.split(".");
    const last = path.pop();
    const place = path.reduce((part, step) => part?.[step], changed);
    if (!place) continue;
    const value = last === "themes" ? splitWords(field.value) : field.value.trim();
    if (value === undefined || value === "") delete place[last];
    else place[last] = value;
  }
  return changed;
}

/** What the record says, line by line, for somewhere else to be kept. */
function inWords(record) {
  const lines = [`${kinds[kindOf(record)] ?? "A record"}${participantOf(record) ? ` of ${referenceOf(participantOf(record))}` : ""}${record.session ? `, ${record.session}` : ""}`];
  const walk = (part, path) => {
    for (const [name, value] of Object.entries(part)) {
      if (value && typeof value === "object" && !Array.isArray(value)) walk(value, `${path}${name}.`);
      else lines.push(`${labelOf(path + name)}: ${Array.isArray(value) ? value.join(", ") : value}`);
    }
  };
  walk(record.body, "");
  return lines.join("\n");
}

const at = (body, name) => name.split(".").reduce((part, step) => part?.[step], body);

const labelOf = (field) => corrected[field.replace(/\[\d+\]$/, "")] ?? field;

function text(element, words, kind) {
  const made = document.createElement(element);
  made.textContent = words;
  if (kind) made.className = kind;
  return made;
}

function button(words, act, kind = "") {
  const made = text("button", words, kind);
  made.type = "button";
  made.dataset[act] = "";
  return made;
}
