// From a form's fields to the JSON of the API, and from what the API found wrong back to the fields.

import { say } from "./say.js";

/**
 * The values of a form by the names of its fields: "statement.version" nests, "uses[]" gathers a list. What is left blank,
 * disabled or hidden is left out. data-kind says what the text becomes: number, yes-no, words (a list, split at commas),
 * empty-list, or now (the time of sending).
 */
export function valuesOf(form) {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || field.disabled || field.closest("[hidden]")) continue;
    if ((field.type === "radio" || field.type === "checkbox") && !field.checked) continue;
    const value = valueOf(field);
    if (value !== undefined) put(values, field.name, value);
  }
  return values;
}

function valueOf(field) {
  const text = field.value.trim();
  switch (field.dataset.kind) {
    case "now": return new Date().toISOString();
    case "number": return text === "" ? undefined : Number(text);
    case "yes-no": return text === "" ? undefined : text === "true";
    case "words": return splitWords(text);
    case "empty-list": return [];
    default: return text === "" ? undefined : text;
  }
}

export function splitWords(text) {
  const words = text.split(/[,\n]/).map((w) => w.trim()).filter(Boolean);
  return words.length > 0 ? [...new Set(words)] : undefined;
}

function put(values, name, value) {
  const list = name.endsWith("[]");
  const path = (list ? name.slice(0, -2) : name).split(".");
  const last = path.pop();
  const place = path.reduce((at, part) => (at[part] ??= {}), values);
  if (list) (place[last] ??= []).push(value);
  else place[last] = value;
}

/** Required fields that are still empty, as {name: [message]}. */
export function missingIn(form) {
  const missing = {};
  for (const field of form.elements) {
    if (!field.required || field.disabled || field.closest("[hidden]")) continue;
    const empty = field.type === "radio" || field.type === "checkbox"
      ? !form.querySelector(`[name="${CSS.escape(field.name)}"]:checked`)
      : field.value.trim() === "" && !field.validity.badInput;
    if (empty) missing[field.name] = [messageFor(field)];
    else if (field.validity.badInput) missing[field.name] = [field.type === "date" ? "Give a whole date." : "Give a number."];
  }
  return missing;
}

const messageFor = (field) => field.closest("[data-missing]")?.dataset.missing ?? "Fill this in.";

export function clearErrors(form) {
  form.querySelector(".errors")?.remove();
  for (const message of form.querySelectorAll(".field-error")) message.remove();
  for (const place of form.querySelectorAll(".has-error")) place.classList.remove("has-error");
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    setDescribed(field, (ids) => ids.filter((id) => !id.endsWith("-error")));
  }
}

/**
 * Shows a problem in a summary at the top of the form, which gets the focus, and beside each field that it names.
 * `errors` is {field: [messages]} as the API says it: "uses[1]" belongs to the fields called "uses[]".
 */
export function showProblem(form, { title, detail, errors = {}, problems = [], signIn }) {
  clearErrors(form);
  say(""); // what went well before is no news beside it
  const summary = document.createElement("div");
  summary.className = "errors";
  summary.tabIndex = -1;
  summary.setAttribute("role", "alert");
  const heading = document.createElement("h2");
  heading.textContent = title;
  summary.append(heading);
  if (detail) summary.append(paragraph(detail));
  if (signIn) summary.append(signInLink());

  const list = document.createElement("ul");
  for (const [name, messages] of Object.entries(errors)) {
    const field = fieldFor(form, name);
    const said = messages.map((message) => (message === "Is required." && field ? messageFor(field) : message));
    if (field) mark(field, said);
    list.append(item(labelOf(field) ?? name, said, field));
  }
  for (const { message } of problems) list.append(item(null, [message], null));
  if (list.children.length > 0) summary.append(list);

  form.prepend(summary);
  summary.scrollIntoView({ block: "start" });
  summary.focus({ preventScroll: true });
}

/** The same beside the fields alone: for what nobody asked for just now, so that nobody's place or focus is taken. */
export function markFields(form, errors) {
  clearErrors(form);
  for (const [name, messages] of Object.entries(errors)) {
    const field = fieldFor(form, name);
    if (field) mark(field, messages.map((message) => (message === "Is required." ? messageFor(field) : message)));
  }
}

function fieldFor(form, name) {
  const plain = name.replace(/\[\d+\].*$/, "");
  const found = [name, plain, `${plain}[]`].map((n) => form.elements.namedItem(n)).find(Boolean);
  return found instanceof RadioNodeList ? found[0] : found ?? null;
}

function mark(field, messages) {
  const place = field.closest(".field, fieldset") ?? field.parentElement;
  place.classList.add("has-error");
  for (let folded = field.closest("details"); folded; folded = folded.parentElement?.closest("details")) folded.open = true;
  const message = document.createElement("p");
  message.className = "field-error";
  message.id = `${field.id || field.name}-error`;
  const prefix = document.createElement("span");
  prefix.className = "visually-hidden";
  prefix.textContent = "To put right: ";
  message.append(prefix, messages.join(" "));
  const before = place.querySelector(".choices") ?? field;
  before.before(message);

  // Of a group, the group is described; each of its choices would repeat it.
  const described = field.type === "radio" || field.type === "checkbox" ? place : field;
  field.setAttribute("aria-invalid", "true");
  setDescribed(described, (ids) => [...ids, message.id]);
}

function setDescribed(element, change) {
  const ids = change((element.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  if (ids.length > 0) element.setAttribute("aria-describedby", ids.join(" "));
  else element.removeAttribute("aria-describedby");
}

function labelOf(field) {
  if (!field) return null;
  const label = field.type === "radio" || field.type === "checkbox" ? field.closest("fieldset")?.querySelector("legend") : field.labels?.[0];
  return (label?.querySelector("[data-name]") ?? label)?.firstChild?.textContent.trim() ?? null;
}

function item(label, messages, field) {
  const row = document.createElement("li");
  const text = label ? `${label}: ${messages.join(" ")}` : messages.join(" ");
  if (!field) {
    row.textContent = text;
    return row;
  }
  const link = document.createElement("a");
  link.href = `#${field.id}`;
  link.textContent = text;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    (field.closest(".field, fieldset") ?? field).scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });
  row.append(link);
  return row;
}

function signInLink() {
  const line = paragraph("");
  const link = document.createElement("a");
  link.href = "/.auth/login/aad?post_login_redirect_uri=%2F";
  link.target = "_blank";
  link.textContent = "Sign in in another tab";
  line.append(link);
  return line;
}

function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}
