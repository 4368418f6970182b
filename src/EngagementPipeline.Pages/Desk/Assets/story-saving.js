// Saving, by itself a short while after the last change, and whenever somebody asks. Always against the state that was read, so that nobody's work is
// written over; what the service does not take now is kept in this browser, and tried again.

import { call } from "./call.js";
import { clearErrors, markFields, missingIn, showProblem } from "./forms.js";
import { documentOf, form, root } from "./story-fields.js";
import { Kept } from "./story-kept.js";
import { tell } from "./story-tell.js";

const pause = 2_500; // ms without a change
const keepPause = 400; // ms until an unsaved change is kept here
const waits = [5, 10, 20, 40, 60]; // s between attempts while the service is away

const { story } = root.dataset;
const button = document.getElementById("save");
const shown = document.getElementById("saved");
const address = `/api/stories/${story}`;

export const state = { mark: root.dataset.mark, base: null, unsaved: false, held: null };

let kept = null;
let timer;
let keepTimer;
let attempt = 0;
let running = null;
let later = () => {};

/** `conflict(manual)` is asked what to do when somebody else saved; `saved()` hears of every save. */
let heard = { saved() {}, async conflict() { return false; } };

export async function startSaving(handlers) {
  heard = handlers;
  state.base = documentOf();
  root.addEventListener("story:changed", soon);
  form.addEventListener("input", soon);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await save({ asked: true })) tell("Saved.");
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    form.requestSubmit();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
    else if (state.unsaved) later();
  });
  addEventListener("pagehide", leave);
  addEventListener("online", () => later());
  addEventListener("focus", () => later());
  kept = await Kept.open(root.dataset.me, story);
  return kept;
}

function soon() {
  state.unsaved = true;
  form.dataset.typed = "true";
  attempt = 0;
  if (!state.held) show("Not saved yet", "waiting");
  clearTimeout(keepTimer);
  keepTimer = setTimeout(keepHere, keepPause);
  again(pause);
}

function again(ms) {
  clearTimeout(timer);
  later = () => {};
  timer = setTimeout(() => save(), ms);
}

function leave() {
  if (!state.unsaved) return;
  keepHere();
  if (!state.held && !running) save({ leaving: true });
}

async function keepHere() {
  clearTimeout(keepTimer);
  if (!state.unsaved) return;
  const there = await kept?.keep("unsaved", { document: documentOf(), base: state.base, at: Date.now() });
  root.dataset.keptHere = String(Boolean(there));
}

/** @returns {Promise<boolean>} whether what stands here is what is kept. */
export async function save({ asked = false, leaving = false } = {}) {
  if (running) {
    await running;
    if (!asked) return !state.unsaved;
  }
  if (state.held && !asked) return false;
  clearTimeout(timer);
  running = attemptToSave(asked, leaving);
  try {
    return await running;
  } finally {
    running = null;
  }
}

async function attemptToSave(asked, leaving) {
  const sent = documentOf();
  if (!state.unsaved && !asked) return true;
  const missing = structureMissing();
  if (missing) return refuse({ title: "Some answers are missing", errors: missing }, asked);

  show("Saving…", "saving");
  button.setAttribute("aria-busy", "true");
  const body = JSON.stringify(sent);
  const answer = await call("PUT", address, sent, { ifMatch: `"${state.mark}"`, keepalive: leaving && body.length < 60_000 });
  button.removeAttribute("aria-busy");

  if (answer.status === 412) {
    await keepHere();
    return heard.conflict(asked, leaving);
  }
  if (answer.ok) return settle(sent, answer);
  if (answer.status === 0 || answer.status === 401 || answer.status >= 500 || answer.status === 429) return away(answer, asked);
  return refuse(answer.problem, asked);
}

/** Once more, against a state that was read since. */
export const saveAgain = (asked) => attemptToSave(asked, false);

/** What the API refuses whatever else is in it. Title and summary may wait until publishing. */
function structureMissing() {
  const missing = missingIn(form);
  delete missing.title;
  delete missing.summary;
  return Object.keys(missing).length > 0 ? missing : null;
}

function settle(sent, answer) {
  clearErrors(form);
  state.mark = markOf(answer);
  state.base = sent;
  state.held = null;
  attempt = 0;
  // Whoever typed on while it was being sent has more to save.
  if (JSON.stringify(documentOf()) === JSON.stringify(sent)) {
    state.unsaved = false;
    delete form.dataset.typed;
    kept?.forget("unsaved");
    clearTimeout(keepTimer);
    show(`Saved at ${timeOf(new Date())}`, "saved");
  } else {
    show("Not saved yet", "waiting");
    again(pause);
  }
  heard.saved();
  return !state.unsaved;
}

export const markOf = (answer) => answer.mark.replace(/^W\//, "").replaceAll('"', "");

export const timeOf = (time) => time.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

/** The service cannot be reached, or not just now: it is tried again, sooner when there is reason to hope. */
export async function away({ status, problem }, asked) {
  await keepHere();
  const why = status === 401 ? "you have been signed out. Sign in again in another tab" : status === 0 && navigator.onLine === false ? "you are offline" : "the service cannot be reached";
  const here = root.dataset.keptHere === "true" ? " What you wrote is kept in this browser." : "";
  const words = `Couldn’t save: ${why}; will try again.${here}`;
  if (shown.textContent !== words) tell(words);
  show(words, "trouble");
  if (asked) showProblem(form, problem);
  again(waits[Math.min(attempt++, waits.length - 1)] * 1000);
  later = () => save();
  return false;
}

/** Fields are at fault. Who asked is led to them; who only typed sees them marked, and goes on. */
async function refuse(problem, asked) {
  await keepHere();
  const errors = problem.errors ?? {};
  if (asked) showProblem(form, problem);
  else if (Object.keys(errors).length > 0) markFields(form, errors);
  const words = Object.keys(errors).length > 0
    ? "Not saved: something needs another look. It is marked, and nothing is lost."
    : `Not saved: ${problem.title}.`;
  if (shown.textContent !== words) tell(words);
  show(words, "trouble");
  return false;
}

/** Somebody else's changes came first; saving rests until it is decided. */
export function hold(words) {
  state.held = words;
  if (shown.textContent !== words) tell(words);
  show(words, "trouble");
}

/** What stands here is what the service has, though nothing was sent. */
export function settled() {
  state.unsaved = false;
  delete form.dataset.typed;
  kept?.forget("unsaved");
  show(`Saved at ${timeOf(new Date())}`, "saved");
}

function show(words, how) {
  shown.textContent = words;
  shown.dataset.state = how;
  document.getElementById("differs").hidden = !state.held;
}
