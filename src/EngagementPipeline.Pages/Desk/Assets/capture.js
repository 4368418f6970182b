// Capture: a participant and what they agree to, their code, then quote after quote. Whatever is recorded is on this device first
// and sent from here; where a browser keeps nothing, it is sent straight away or not at all, and the page says so.

import { call } from "./call.js";
import { handedOver, newWithdrawalCode, toHandOver } from "./codes.js";
import { confirmed } from "./confirm.js";
import { offerDictation } from "./dictation.js";
import { draftName, draftUnder, keepDraft } from "./draft.js";
import { clearErrors, missingIn, showProblem, valuesOf } from "./forms.js";
import { newId } from "./ids.js";
import { startDevice } from "./on-device.js";
import { allPrepared, dayInWords, findPrepared, prepare, today } from "./prepared.js";
import { keep, referenceOf } from "./queue.js";
import { say } from "./say.js";

const root = document.querySelector(".capture");
const personForm = document.getElementById("person-form");
const wordsForm = document.getElementById("quote");
const parts = { person: document.getElementById("person"), code: document.getElementById("code"), words: document.getElementById("words") };

// The youngest of each age band: the rule asks a parent or carer where that is below the project's age.
const youngest = { "under-13": 0, "13-15": 13, "16-17": 16, "18-25": 18 };
const ofParticipant = ["ageBand", "district", "ethnicGroup", "sex"];
const patience = 4_000; // ms to wait for the service before going on without it

// What the page works with once it has started; without a sender nothing can be kept on this device.
let vault, who, sender, session, saveDraft;

// Made before anything is sent: a call that is sent twice then names the same thing twice, and counts once.
let ids = fresh();
let voice = newId();
const keptHere = new Map();

async function start() {
  ({ vault, who, sender } = await startDevice(() => session !== undefined));
  session = await sessionHere();
  if (session) await open();
  else if (sender) await offerPrepared();
}

function fresh() {
  return { participant: newId(), consent: newId(), code: newWithdrawalCode() };
}

/** The session that the page was made for, or that the address names and this device holds. */
async function sessionHere() {
  const { session: id, place, heldOn, project, title, parentBelow, noteStandsIn } = root.dataset;
  if (id) {
    const here = { id, place, heldOn, project: { id: project, title, parentBelow: Number(parentBelow), noteStandsIn: noteStandsIn === "true" } };
    if (sender) await prepare(vault, [here]).catch(() => {}); // no room: it works with signal
    return here;
  }
  const asked = new URLSearchParams(location.search).get("session");
  return asked && sender ? findPrepared(vault, asked).catch(() => undefined) : undefined;
}

async function open() {
  const { project, place, heldOn } = session;
  document.querySelector("[data-where]").textContent = `${project.title}: ${place}, ${dayInWords(heldOn)}`;
  personForm.querySelector("[data-parent-why]").textContent = `Asked below ${project.parentBelow}.`;
  root.hidden = false;
  startDay();
  askWhatMatters();
  offerDictation(wordsForm.querySelector("[data-dictate]"), wordsForm.elements.namedItem("words"));
  sender?.addEventListener("answer", ({ detail }) => heard(detail));
  sender?.addEventListener("change", () => { wordsForm.querySelector("[data-worry-offline]").hidden = sender.hopeful; });
  sender?.dispatchEvent(new Event("change"));
  await goOn();
}

async function offerPrepared() {
  const sessions = await allPrepared(vault);
  const place = document.querySelector("[data-prepared]");
  place.hidden = false;
  place.querySelector("[data-none]").hidden = sessions.length > 0;
  place.querySelector("ul").replaceChildren(...sessions.map((one) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.className = "next-step";
    link.href = `/capture?project=${one.project.id}&session=${one.id}`;
    link.append(line("next-name", `${one.place}, ${dayInWords(one.heldOn)}`), line("next-why", one.project.title));
    item.append(link);
    return item;
  }));
}

function line(kind, words) {
  const made = document.createElement("span");
  made.className = kind;
  made.textContent = words;
  return made;
}

/** The days on the form begin with today; the page may be older than that. */
function startDay() {
  for (const field of personForm.querySelectorAll("[data-today]")) if (!field.value) field.value = today();
}

const chosen = (name) => personForm.querySelector(`[name="${CSS.escape(name)}"]:checked`)?.value;

/** Asks only what the answers so far make it ask: a parent's answer below the age, the uses only after a yes. */
function askWhatMatters() {
  if (!session) return;
  const age = chosen("ageBand");
  const agreed = chosen("youngPerson.agreed");
  const { parentBelow, noteStandsIn } = session.project;
  const asksParent = age !== undefined && youngest[age] < parentBelow && agreed !== "false";
  const noteMayStandIn = asksParent && noteStandsIn && age !== "under-13";
  const note = personForm.elements.namedItem("competenceNote");
  const noteGiven = noteMayStandIn && note.value.trim() !== "";

  personForm.querySelector("[data-parent]").hidden = !asksParent || noteGiven;
  personForm.querySelector("[data-competence]").hidden = !noteMayStandIn;
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
  if (isGiven(consent)) consent.withdrawalCode = ids.code;
  return { participant, consent };
}

const isGiven = ({ youngPerson, parentOrCarer }) => youngPerson.agreed && parentOrCarer?.agreed !== false;

const everything = (name) => Array.from(personForm.querySelectorAll(`[name="${name}[]"]`), (box) => box.value);

/** What is missing or too long, found here because the service may be out of reach: {name: [message]}. */
function wrongIn(form) {
  const wrong = missingIn(form);
  for (const [name, most] of Object.entries(JSON.parse(form.dataset.longest))) {
    const field = form.elements.namedItem(name);
    const length = field.dataset.kind === "words" ? Math.max(...field.value.split(/[,\n]/).map((word) => word.trim().length)) : field.value.trim().length;
    if (length > most) wrong[name] = [`Is too long: ${length.toLocaleString("en-GB")} characters of at most ${most.toLocaleString("en-GB")}.`];
  }
  const { mostThemes } = form.dataset;
  const themes = form.elements.namedItem("themes");
  if (mostThemes && themes.value.split(/[,\n]/).filter((word) => word.trim()).length > Number(mostThemes)) wrong.themes = [`Name ${mostThemes} at most.`];
  return wrong;
}

/**
 * Puts calls on this device and starts to send them; or sends them straight away where nothing can be kept.
 * @returns names of the records that are on this device now (none where they were sent), and the answers that came in time.
 */
async function deliver(calls, also, within) {
  const { project, place, heldOn } = session;
  const records = calls.map(([path, body]) => ({
    by: who?.id, path: `/api/projects/${project.id}/${path}`, body, session: `${place}, ${dayInWords(heldOn)}`, at: new Date().toISOString(),
  }));
  const names = sender ? await keep(vault, records, also).catch(() => null) : null;
  if (!names) return { names: [], answers: await sendStraight(records) };

  sender.changed();
  sender.now();
  const answers = await sender.answersTo(names, sender.hopeful ? within : 0);
  return { names, answers: names.map((name) => answers.get(name)) };
}

/** One after the other, up to the first that fails. */
async function sendStraight(records) {
  const answers = [];
  for (const { path, body } of records) {
    const answer = await call("PUT", path, body);
    answers.push(answer);
    if (!answer.ok) break;
  }
  return answers;
}

async function record(button) {
  if (personForm.ariaBusy === "true") return;
  clearErrors(personForm);
  const wrong = wrongIn(personForm);
  if (Object.keys(wrong).length > 0) {
    showProblem(personForm, { title: "Some answers are missing", errors: wrong });
    return;
  }

  personForm.ariaBusy = "true";
  await started;
  button.setAttribute("aria-busy", "true");
  const { participant, consent } = bodies();
  const where = `${session.place}, ${dayInWords(session.heldOn)}`;
  const code = isGiven(consent) ? toHandOver(ids.consent, { by: who?.id, code: ids.code, reference: referenceOf(ids.participant), where }) : {};
  const { names, answers } = await deliver([[`participants/${ids.participant}`, participant], [`consents/${ids.consent}`, consent]], code, patience);
  const problem = answers.find((answer) => answer?.problem)?.problem;
  if (problem && names.length > 0) {
    // What was refused is in the form still, to be put right there.
    await vault.change({ remove: [...names, ...Object.keys(code)] });
    sender.changed();
  }
  personForm.ariaBusy = null;
  button.removeAttribute("aria-busy");

  // What was recorded under an id stays; another answer needs another person's ids.
  if (["already-different", "code-taken"].includes(problem?.code)) ids = fresh();
  if (problem) showProblem(personForm, problem);
  else recorded(consent, answers[1]);
}

function recorded(consent, answer) {
  delete personForm.dataset.typed;
  if (!isGiven(consent)) {
    nextPerson();
    say("Recorded: somebody said no, so nothing they say is kept. On to the next person.");
    return;
  }

  showWords(ids.code, answer);
  saveDraft?.();
  focusOn("code-title");
}

function showWords(code, answer) {
  for (const name of ["participant", "consent"]) wordsForm.elements.namedItem(name).value = ids[name];
  wordsForm.elements.namedItem("session").value = session.id;
  document.getElementById("the-code").textContent = code;
  parts.code.querySelector("[data-reference]").textContent = referenceOf(ids.participant);
  fillCard(ids.consent, code);
  parts.code.querySelector("[data-my-voice]").textContent = `${location.host}/my-voice`;
  sayWhetherItWorks(answer !== undefined);
  parts.code.querySelector("[data-they-have-it]").hidden = !sender;
  parts.person.hidden = true;
  parts.code.hidden = code === "";
  parts.words.hidden = false;
}

function sayWhetherItWorks(sent) {
  parts.code.querySelector("[data-works-later]").hidden = sent;
  parts.code.querySelector("[data-card]").hidden = !sent; // the service makes it, and knows the code by then
}

/** The form that opens the card to print. It is emptied when the next person comes: a code is shown once. */
function fillCard(consent, code) {
  const card = parts.code.querySelector("[data-card]");
  card.elements.namedItem("consent").value = consent;
  card.elements.namedItem("code").value = code;
}

/** Words that were typed and not kept are not dropped in silence. */
const mayGoOn = async () => wordsForm.elements.namedItem("words").value.trim() === ""
  || confirmed({ title: "These words are not kept yet", text: "Go back and keep them, or drop them.", yes: "Drop them and go on" });

function nextPerson() {
  ids = fresh();
  // How people answer and which statement they see tends to stay; who they are and what they agree to never does.
  const how = chosen("youngPerson.how");
  personForm.reset();
  wordsForm.reset();
  if (how) personForm.querySelector(`[name="youngPerson.how"][value="${how}"]`).checked = true;
  startDay();
  clearErrors(personForm);
  clearErrors(wordsForm);
  delete wordsForm.dataset.typed;
  document.getElementById("the-code").textContent = "";
  fillCard("", "");
  document.getElementById("kept").replaceChildren();
  document.getElementById("kept-title").hidden = true;
  keptHere.clear();
  parts.person.hidden = false;
  parts.code.hidden = true;
  parts.words.hidden = true;
  askWhatMatters();
  saveDraft?.(false);
  focusOn("person-title");
}

function focusOn(id) {
  const heading = document.getElementById(id);
  heading.focus();
  heading.scrollIntoView({ block: "start" });
}

async function keepWords(button) {
  if (wordsForm.ariaBusy === "true") return;
  clearErrors(wordsForm);
  const wrong = wrongIn(wordsForm);
  const { concern, refer } = valuesOf(wordsForm);
  if (concern && !refer) wrong.refer = ["Tick it, or say nothing about what worries you."];
  if (Object.keys(wrong).length > 0) {
    showProblem(wordsForm, { title: "Some answers are missing", errors: wrong });
    return;
  }

  wordsForm.ariaBusy = "true";
  await started;
  button?.setAttribute("aria-busy", "true");
  const typed = wordsForm.elements.namedItem("words").value;
  const values = valuesOf(wordsForm);
  const { names: [name], answers: [answer] } = await deliver([[`voices/${voice}`, values]], {}, 0);
  wordsForm.ariaBusy = null;
  button?.removeAttribute("aria-busy");
  if (!name && !answer.ok) {
    showProblem(wordsForm, answer.problem);
    return;
  }

  voice = newId();
  const item = listed(values);
  if (!name) {
    sent(item, answer.body);
    nextWords(typed);
    return;
  }

  keptHere.set(name, item);
  mark(item, "wait", "Saved on this device");
  if (refer) say("Saved on this device. The safeguarding lead is told when it has been sent: phone them now.", "trouble");
  else say("Saved on this device.");
  nextWords(typed);
  const early = await sender.answersTo([name], 0);
  if (early.has(name)) heard(early.get(name));
}

/** Ready for the next quote; whoever typed on while the last one was kept has begun it. Credit, language and what it is about stay: the same person goes on. */
function nextWords(kept) {
  const words = wordsForm.elements.namedItem("words");
  words.value = words.value.startsWith(kept) ? words.value.slice(kept.length).trimStart() : words.value;
  for (const name of ["themes", "concern"]) wordsForm.elements.namedItem(name).value = "";
  wordsForm.elements.namedItem("refer").checked = false;
  wordsForm.querySelector("[data-worry]").open = false;
  words.dispatchEvent(new Event("input", { bubbles: true }));
  if (words.value === "") delete wordsForm.dataset.typed;
  saveDraft?.();
  words.focus();
}

function listed({ words, refer }) {
  const item = document.createElement("li");
  if (refer) item.dataset.referred = "";
  const said = document.createElement("p");
  said.className = "said";
  said.textContent = words;
  item.append(said);
  document.getElementById("kept").prepend(item);
  document.getElementById("kept-title").hidden = false;
  return item;
}

/** What became of a record that this page put on the device. */
function heard({ name, status, body, problem }) {
  if (status < 300 && body?.consent === ids.consent) sayWhetherItWorks(true);
  const item = keptHere.get(name);
  if (!item) return;
  keptHere.delete(name);
  if (problem) {
    mark(item, "no", "Not accepted: see the top of the page");
    say("The service did not accept a quote. It is still on this device; the top of the page says why.", "trouble");
    return;
  }
  mark(item, "yes", "Sent");
  sent(item, body);
}

/** It is with the service now; what was referred is the safeguarding lead's alone from here, on this page too. */
function sent(item, body) {
  const referred = "referred" in item.dataset;
  if (referred) item.querySelector(".said").replaceWith("With the safeguarding lead. Only they see it now. ");
  else warn(item, body);
  if (keptHere.size === 0) say(referred ? "The safeguarding lead has it now." : "Kept. It waits for review.");
}

function mark(item, kind, words) {
  item.querySelector(".tag")?.remove();
  const tag = document.createElement("span");
  tag.className = `tag ${kind}`;
  tag.textContent = words;
  item.append(tag);
}

function warn(item, body) {
  for (const { text } of body?.warnings ?? []) {
    const warning = document.createElement("p");
    warning.className = "small";
    const marked = document.createElement("mark");
    marked.textContent = text;
    warning.append("Could ", marked, " tell who it is? Whoever reviews it will look at that.");
    item.append(warning);
  }
}

personForm.noValidate = true;
personForm.addEventListener("input", askWhatMatters);
personForm.addEventListener("submit", (event) => {
  event.preventDefault();
  record(event.submitter ?? personForm.querySelector("[data-record]"));
});

wordsForm.noValidate = true;
wordsForm.addEventListener("submit", (event) => {
  event.preventDefault();
  keepWords(event.submitter);
});
wordsForm.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) wordsForm.requestSubmit();
});

root.addEventListener("click", async (event) => {
  if (event.target.matches("[data-next-person]") && (await mayGoOn())) nextPerson();
  if (event.target.matches("[data-they-have-it]")) {
    await handedOver(vault, ids.consent);
    sender.changed();
    parts.code.hidden = true;
    document.getElementById("the-code").textContent = "";
    focusOn("words-title");
  }
});

// "All of these" at the end of each list that may be ticked: nothing is ever ticked beforehand, and nobody is led to it first.
for (const list of personForm.querySelectorAll("[data-when-yes] fieldset")) {
  const all = document.createElement("button");
  all.type = "button";
  all.className = "all";
  all.textContent = "All of these";
  all.addEventListener("click", () => {
    for (const box of list.querySelectorAll("input[type=checkbox]")) box.checked = true;
    personForm.dispatchEvent(new Event("input", { bubbles: true }));
  });
  list.querySelector(".choices").append(all);
}

/** Where the page was closed on somebody in the middle of it. */
async function goOn() {
  if (!sender) return;
  const names = ["words", "themes", "credit", "language", "concern"];
  const name = await draftName(who.id, session.id);
  const before = await draftUnder(vault, name);
  saveDraft = keepDraft(vault, name, wordsForm, () => (parts.words.hidden ? null : {
    ids, voice, worried: wordsForm.elements.namedItem("refer").checked, values: Object.fromEntries(names.map((name) => [name, wordsForm.elements.namedItem(name).value])),
  }));
  if (!before) return;
  ({ ids, voice } = before);
  showWords("", undefined);
  for (const field of names) wordsForm.elements.namedItem(field).value = before.values[field];
  wordsForm.elements.namedItem("refer").checked = before.worried === true;
  wordsForm.querySelector("[data-worry]").open = before.worried === true;
  wordsForm.elements.namedItem("words").dispatchEvent(new Event("input", { bubbles: true }));
  say(`You are still with ${referenceOf(ids.participant)}. What you had typed is here.`);
}

const started = start();
