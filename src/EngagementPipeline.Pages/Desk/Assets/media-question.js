// Whose picture, or whose voice, is it? Asked anew each time; the answer is given by whoever asked it to the service. The service alone judges which
// consents allow it, and tells nothing of a person but the reference on their card.

import { call } from "./call.js";

const wait = 200; // ms without typing

const dialog = document.getElementById("media-question");
const at = (name) => document.getElementById(name);
const list = at("media-consents");
const reference = at("media-reference");
const missing = at("media-question-missing");

const words = {
  image: {
    title: "Does it show a young person?",
    no: "Nobody can be recognised in it: not by a face, a name, a uniform or a number plate.",
    yes: "It can be shown with their consent, and comes down when they take it back.",
    who: "Choose everybody who can be recognised. If one of them is not here, it can’t be used.",
    covers: "pictures of them",
  },
  audio: {
    title: "Does it let us hear a young person?",
    no: "A member of staff reads it, or nobody speaks.",
    yes: "It can be played with their consent, and comes down when they take it back.",
    who: "Choose everybody who is heard. If one of them is not here, it can’t be used.",
    covers: "their voice",
  },
};

const places = { story: "a web page", training: "training", "annual-report": "the annual report" };

/**
 * `tied`: the consents that were named before, of something that is kept already; what was told once is not untold.
 * @returns {Promise<null | {consents: string[]}>} null when nothing is to happen; those that are named now, none for nobody.
 */
export function whoIsIn({ kind, project, readers, tied }) {
  const say = words[kind];
  const chosen = new Set();
  let turn = 0;
  let timer;

  at("media-question-title").textContent = say.title;
  at("media-question-no").textContent = say.no;
  at("media-question-yes").textContent = say.yes;
  at("media-who-for").textContent = `${say.who} Here are those who agreed to ${say.covers} on a web page for ${readers} readers.`;
  at("media-question-known").textContent = tied ? knownOf(tied) : "";
  at("media-question-leave").textContent = tied ? "Leave it as it is" : "Leave it out";
  at("media-question-go").textContent = tied ? "Keep this" : "Send it";
  for (const answer of answers()) answer.checked = false;
  answers()[0].closest(".choice").hidden = (tied ?? []).length > 0;
  at("media-who").hidden = true;
  reference.value = "";
  missing.textContent = "";
  list.replaceChildren();

  const load = async (place) => {
    const mine = ++turn;
    if (!place) list.replaceChildren();
    at("media-more").hidden = at("media-none").hidden = true;
    list.ariaBusy = "true";
    let next = place;
    let came = 0;
    do {
      const answer = await call("GET", address(project, readers, kind, next));
      if (mine !== turn) return;
      if (!answer.ok) return tellNone(`${answer.problem.title}. ${answer.problem.detail ?? ""}`);
      for (const consent of answer.body.items) list.append(row(consent));
      came += answer.body.items.length;
      next = answer.body.continue;
    } while (next && came === 0);
    list.ariaBusy = null;
    at("media-more").hidden = !next;
    at("media-more").onclick = () => load(next);
    const total = list.children.length;
    at("media-found").textContent = total === 0 ? "" : `${total === 1 ? "1 consent" : `${total} consents`}${next ? ", and more to read" : ""}.`;
    if (total === 0) tellNone(reference.value.trim() ? "Nobody with that reference agreed to this. Look at the reference again, or ask a worker." : `Nobody in this project has agreed to ${say.covers} on a web page for ${readers} readers. A worker can ask them.`);
  };

  const row = ({ consent, reference: of, audiences, purposes }) => {
    const item = document.createElement("li");
    const label = document.createElement("label");
    label.className = "choice";
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = consent;
    box.disabled = (tied ?? []).includes(consent);
    box.checked = box.disabled || chosen.has(consent);
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(consent);
      else chosen.delete(consent);
      missing.textContent = "";
    });
    const code = document.createElement("span");
    code.className = "code";
    code.textContent = of;
    const covers = document.createElement("small");
    covers.textContent = `${box.disabled ? "Named already. " : ""}For ${spoken(audiences)} readers: ${spoken(purposes.map((purpose) => places[purpose]))}`;
    const about = document.createElement("span");
    about.append(code, covers);
    label.append(box, about);
    item.append(label);
    return item;
  };

  for (const answer of answers()) {
    answer.onchange = () => {
      missing.textContent = "";
      at("media-who").hidden = answer.value !== "yes";
      if (answer.value === "yes") load();
    };
  }
  reference.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(load, wait);
  };

  return new Promise((settle) => {
    let answered = null;
    dialog.querySelector("form").onsubmit = (event) => {
      event.preventDefault();
      const shows = answers().find(({ checked }) => checked)?.value;
      if (!shows) return miss(`Answer first: ${say.title.toLowerCase()}`, answers().find((answer) => !answer.closest(".choice").hidden));
      if (shows === "yes" && chosen.size === 0) return miss("Choose whose consent it is, or leave it out.", list.querySelector("input:enabled") ?? reference);
      answered = { consents: shows === "yes" ? [...chosen] : [] };
      dialog.close();
    };
    dialog.addEventListener("close", () => {
      turn++;
      clearTimeout(timer);
      list.replaceChildren();
      settle(answered);
    }, { once: true });
    at("media-question-leave").onclick = () => dialog.close();
    dialog.showModal();
    at("media-question-title").focus();
  });
}

const answers = () => Array.from(dialog.querySelectorAll("[name=shows]"));

function address(project, readers, kind, place) {
  const asked = reference.value.trim();
  return `/api/projects/${project}/media-consents?usableFor=${readers}&use=${kind}${asked ? `&reference=${encodeURIComponent(asked)}` : ""}${place ? `&continue=${encodeURIComponent(place)}` : ""}`;
}

function miss(text, field) {
  missing.textContent = text;
  field?.focus();
}

function tellNone(text) {
  list.ariaBusy = null;
  at("media-found").textContent = "";
  at("media-none").textContent = text;
  at("media-none").hidden = false;
}

function knownOf(tied) {
  if (tied.length === 0) return "So far nobody was named.";
  return `${tied.length === 1 ? "1 consent was named" : `${tied.length} consents were named`} already. That stays; more can be added.`;
}

function spoken(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
