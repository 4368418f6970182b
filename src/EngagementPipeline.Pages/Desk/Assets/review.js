// The queue by keyboard, and what becomes of a quote once it is decided. The keys work while a quote has the focus, and not
// while somebody types.

import { say } from "./say.js";

const queue = document.querySelector(".queue");
const keysDialog = document.getElementById("keys");
const intruder = document.getElementById("intruder");
const quotes = () => Array.from(queue?.querySelectorAll(".voice") ?? []);
const current = () => document.activeElement?.closest(".voice");
const isTyping = (event) => event.target.matches("input:not([type=checkbox]), textarea, select");
let last; // the quote that was decided last

document.addEventListener("keydown", (event) => {
  if (!queue || document.querySelector("dialog[open]") || event.altKey) return;
  if (isTyping(event)) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form?.requestSubmit();
    else if (event.key === "Escape" && event.target.closest("details.act")) fold(event.target.closest(".voice"));
    return;
  }
  if (event.ctrlKey || event.metaKey) return;

  const key = event.key.toLowerCase();
  const quote = current();
  if (key === "j" || key === "k") move(quote, key === "j" ? 1 : -1);
  else if (key === "?") keysDialog.showModal();
  else if (key === "u" && last) decideAgain(last);
  else if (key === "escape" && quote) fold(quote);
  else if (!press(quote, key)) return;
  event.preventDefault();
});

/** The button that has this key, of the quote in focus. */
function press(quote, key) {
  const control = key.length === 1 && quote?.querySelector(`.voice-acts:not([hidden]) [data-key="${CSS.escape(key)}"]`);
  if (!control) return false;
  control.click();
  control.closest("details")?.querySelector("textarea, input:not([type=hidden])")?.focus();
  return true;
}

function move(quote, by) {
  const all = quotes();
  const next = all[Math.min(Math.max(all.indexOf(quote) + by, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function fold(quote) {
  for (const open of quote.querySelectorAll("details[open].act")) open.open = false;
  quote.focus();
}

// Before the whole country may read a quote its reviewer asks every question: the form waits until then.
queue?.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.asks !== "intruder" || form.querySelector("[name='checked[]']") || lacksSomething(form)) return;
  event.preventDefault();
  event.stopPropagation();
  ask(form);
}, true);

/** desk.js says what is missing; the questions are about words that are there. */
const lacksSomething = (form) => Array.from(form.elements).some((field) => field.required && field.value.trim() === "");

function ask(form) {
  const quote = form.closest(".voice");
  const shown = quote.querySelector(".said");
  const words = intruder.querySelector("[data-words]");
  words.textContent = form.elements.namedItem("words")?.value ?? shown.textContent;
  words.lang = shown.lang;
  intruder.querySelector("form").reset();
  intruder.querySelector("[data-open]").hidden = true;
  intruder.returnValue = "";
  intruder.addEventListener("close", () => {
    if (intruder.returnValue === "yes") approve(form);
    else quote.focus();
  }, { once: true });
  intruder.showModal();
}

function approve(form) {
  for (const { value } of boxes()) {
    const answer = document.createElement("input");
    answer.type = "hidden";
    answer.name = "checked[]";
    answer.value = value;
    form.append(answer);
  }
  form.requestSubmit();
}

/** Another try is another reading. */
function forget(form) {
  for (const answer of form.querySelectorAll("[name='checked[]']")) answer.remove();
}

const boxes = () => Array.from(intruder.querySelectorAll("[name=asked]"));

intruder?.addEventListener("submit", (event) => {
  const open = boxes().filter((box) => !box.checked);
  if (open.length === 0) return;
  event.preventDefault();
  const note = intruder.querySelector("[data-open]");
  note.textContent = open.length === 1 ? "One question is not ticked yet." : `${open.length} questions are not ticked yet.`;
  note.hidden = false;
  open[0].focus();
});

intruder?.addEventListener("keydown", (event) => {
  const box = boxes()[Number(event.key) - 1];
  if (box) {
    box.checked = !box.checked;
    box.focus();
  } else if (event.key === "Enter" && event.target.matches("[name=asked]")) {
    event.preventDefault();
    intruder.querySelector("form").requestSubmit(intruder.querySelector("[value=yes]"));
  }
});

intruder?.querySelector("[data-no]").addEventListener("click", () => intruder.close());

queue?.addEventListener("desk:refused", (event) => forget(event.target));

queue?.addEventListener("desk:done", (event) => {
  event.preventDefault();
  const form = event.target;
  const quote = form.closest(".voice");
  forget(form);
  say(form.dataset.said);
  if (form.dataset.gone) leave(quote, form.dataset.gone);
  else {
    last = quote;
    for (const seen of quote.querySelectorAll("[name=seen]")) seen.value = form.elements.decision.value === "reject" ? "rejected" : "approved";
    quote.querySelector("[data-decision]").textContent = form.dataset.decided;
    show(quote, true);
  }

  const waiting = quotes().filter((q) => !q.classList.contains("decided"));
  const next = waiting.find((q) => quote.compareDocumentPosition(q) & Node.DOCUMENT_POSITION_FOLLOWING) ?? waiting[0];
  if (next) next.focus();
  else say(`${form.dataset.said} That was the last one here.`);
});

/** What was referred is gone from here at once, words and all. */
function leave(quote, words) {
  const note = document.createElement("p");
  note.className = "quiet";
  note.textContent = words;
  quote.replaceChildren(note);
  quote.classList.add("decided");
  quote.removeAttribute("tabindex");
  if (last === quote) last = undefined;
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys]")) keysDialog.showModal();
  if (event.target.matches("[data-change]")) decideAgain(event.target.closest(".voice"));
});

function decideAgain(quote) {
  show(quote, false);
  quote.focus();
  quote.scrollIntoView({ block: "nearest" });
}

function show(quote, decided) {
  quote.classList.toggle("decided", decided);
  quote.querySelector(".voice-acts").hidden = decided;
  quote.querySelector(".voice-decided").hidden = !decided;
  for (const open of quote.querySelectorAll("details[open].act")) open.open = false;
}
