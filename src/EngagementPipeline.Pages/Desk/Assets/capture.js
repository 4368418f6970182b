// Capture: a participant and what they agree to, then their code, then quote after quote. Every write goes through send(), so
// that a device without signal can keep them instead.

import { call } from "./call.js";
import { clearErrors, missingIn, showProblem, valuesOf } from "./forms.js";
import { newId } from "./ids.js";
import { say } from "./say.js";

const root = document.querySelector(".capture");
const personForm = document.getElementById("person-form");
const wordsForm = document.getElementById("quote");
const parts = { person: document.getElementById("person"), code: document.getElementById("code"), words: document.getElementById("words") };
const { project, parentBelow, noteStandsIn } = root.dataset;

// The youngest of each age band: the rule asks a parent or carer where that is below the project's age.
const youngest = { "under-13": 0, "13-15": 13, "16-17": 16, "18-25": 18 };
const ofParticipant = ["ageBand", "district", "ethnicGroup", "sex"];

let ids = fresh();

function fresh() {
  return { participant: newId(), consent: newId() };
}

const send = (path, body) => call("PUT", `/api/projects/${project}/${path}`, body);

const chosen = (name) => personForm.querySelector(`[name="${CSS.escape(name)}"]:checked`)?.value;

/** Asks only what the answers so far make it ask: a parent's answer below the age, the uses only after a yes. */
function askWhatMatters() {
  const age = chosen("ageBand");
  const agreed = chosen("youngPerson.agreed");
  const asksParent = age !== undefined && youngest[age] < Number(parentBelow) && agreed !== "false";
  const noteMayStandIn = asksParent && noteStandsIn === "true" && age !== "under-13";
  const note = personForm.elements.namedItem("competenceNote");
  const noteGiven = noteMayStandIn && note.value.trim() !== "";

  personForm.querySelector("[data-parent]").hidden = !asksParent || noteGiven;
  const competence = personForm.querySelector("[data-competence]");
  if (competence) competence.hidden = !noteMayStandIn;
  personForm.querySelector("[data-when-yes]").hidden = agreed === "false";
}

function bodies() {
  const values = valuesOf(personForm);
  const participant = {};
  for (const name of ofParticipant) {
    if (values[name] !== undefined) participant[name] = values[name];
    delete values[name];
  }
  const [version, language] = values.statement.split(" ");
  const consent = { ...values, participant: ids.participant, statement: { version, language } };

  // Somebody who says no was asked about all of it.
  if (!values.youngPerson.agreed) for (const name of ["uses", "purposes", "audiences"]) consent[name] = everything(name);
  return { participant, consent };
}

const everything = (name) => Array.from(personForm.querySelectorAll(`[name="${name}[]"]`), (box) => box.value);

async function record(button) {
  if (personForm.ariaBusy === "true") return;
  clearErrors(personForm);
  const missing = missingIn(personForm);
  if (Object.keys(missing).length > 0) {
    showProblem(personForm, { title: "Some answers are missing", errors: missing });
    return;
  }

  personForm.ariaBusy = "true";
  button.setAttribute("aria-busy", "true");
  const { participant, consent } = bodies();
  let answer = await send(`participants/${ids.participant}`, participant);
  if (answer.ok) answer = await send(`consents/${ids.consent}`, consent);
  personForm.ariaBusy = null;
  button.removeAttribute("aria-busy");

  // What was recorded under an id stays; another answer needs another person's ids.
  if (answer.problem?.code === "already-different") ids = fresh();
  if (!answer.ok) showProblem(personForm, answer.problem);
  else recorded(answer.body, consent);
}

function recorded(body, consent) {
  delete personForm.dataset.typed;
  const state = body?.state ?? (consent.youngPerson.agreed && consent.parentOrCarer?.agreed !== false ? "given" : "refused");
  if (state !== "given") {
    nextPerson();
    say("Recorded: somebody said no, so nothing they say is kept. On to the next person.");
    return;
  }

  for (const name of ["participant", "consent"]) wordsForm.elements.namedItem(name).value = ids[name];
  document.getElementById("the-code").textContent = body?.withdrawalCode ?? "";
  parts.code.querySelector("[data-reference]").textContent = ids.participant.slice(-6);
  parts.code.querySelector("[data-my-voice]").textContent = `${location.host}/my-voice`;
  parts.person.hidden = true;
  parts.code.hidden = !body?.withdrawalCode;
  parts.words.hidden = false;
  focusOn(body?.withdrawalCode ? "code-title" : "words-title");
}

function nextPerson() {
  ids = fresh();
  // How people answer and which statement they see tends to stay; who they are and what they agree to never does.
  const how = chosen("youngPerson.how");
  personForm.reset();
  wordsForm.reset();
  if (how) personForm.querySelector(`[name="youngPerson.how"][value="${how}"]`).checked = true;
  clearErrors(personForm);
  clearErrors(wordsForm);
  delete wordsForm.dataset.newId;
  delete wordsForm.dataset.typed;
  document.getElementById("the-code").textContent = "";
  document.getElementById("kept").replaceChildren();
  document.getElementById("kept-title").hidden = true;
  parts.person.hidden = false;
  parts.code.hidden = true;
  parts.words.hidden = true;
  askWhatMatters();
  focusOn("person-title");
}

function focusOn(id) {
  const heading = document.getElementById(id);
  heading.focus();
  heading.scrollIntoView({ block: "start" });
}

function kept({ values, body }) {
  const item = document.createElement("li");
  const words = document.createElement("p");
  words.className = "said";
  words.textContent = values.words;
  item.append(words);
  for (const { text } of body?.warnings ?? []) {
    const warning = document.createElement("p");
    warning.className = "small";
    const marked = document.createElement("mark");
    marked.textContent = text;
    warning.append("Could ", marked, " tell who it is? Whoever reviews it will look at that.");
    item.append(warning);
  }
  document.getElementById("kept").prepend(item);
  document.getElementById("kept-title").hidden = false;
}

personForm.noValidate = true;
personForm.addEventListener("input", askWhatMatters);
personForm.addEventListener("submit", (event) => {
  event.preventDefault();
  record(event.submitter ?? personForm.querySelector("[data-record]"));
});

// The quote's form speaks to the API by itself (desk.js); here it is made ready for the next quote. Credit, language and
// what it is about stay: the same person goes on.
wordsForm.addEventListener("desk:done", (event) => {
  event.preventDefault();
  kept(event.detail);
  delete wordsForm.dataset.newId;
  const words = wordsForm.elements.namedItem("words");
  words.value = "";
  wordsForm.elements.namedItem("themes").value = "";
  words.dispatchEvent(new Event("input", { bubbles: true }));
  delete wordsForm.dataset.typed;
  say("Kept. It waits for review.");
  words.focus();
});

root.addEventListener("click", (event) => {
  if (event.target.matches("[data-next-person]")) nextPerson();
});

// "All of these" beside each list that may be ticked: nothing is ever ticked beforehand.
for (const list of personForm.querySelectorAll("[data-when-yes] fieldset")) {
  const all = document.createElement("button");
  all.type = "button";
  all.className = "link all";
  all.textContent = "All of these";
  all.addEventListener("click", () => {
    for (const box of list.querySelectorAll("input[type=checkbox]")) box.checked = true;
    personForm.dispatchEvent(new Event("input", { bubbles: true }));
  });
  list.querySelector(".choices").before(all);
}

askWhatMatters();
