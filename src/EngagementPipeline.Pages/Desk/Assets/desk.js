// What every page of the desk shares: forms that speak to the API, questions before something is lost, copying, printing.
//
//   <form data-call="PUT /api/projects/{new}" data-then="/projects/{new}" data-said="Project made.">
//
// {new} is an id made once for this form and kept until it was sent; {name} is the value of the field called that.
// data-then: an address, "reload", or nothing: say it, empty the form, ready for the next one. {body.url} is from the answer.
// data-confirm, data-confirm-text, data-confirm-yes: what to ask before. data-if-match: the mark that the edit is based on.

import { call } from "./call.js";
import { confirmed } from "./confirm.js";
import { clearErrors, missingIn, showProblem, valuesOf } from "./forms.js";
import { newId } from "./ids.js";
import { say, sayKept, sayNext } from "./say.js";
import "./sign-out.js";

const pages = { "": (address) => location.assign(address), reload: () => location.reload() };

for (const form of document.querySelectorAll("form[data-call]")) enhance(form);
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  if (button?.dataset.copy) copy(button);
  if (button && "print" in button.dataset) print();
});
countCharacters();
guardWhatIsTyped();
sayKept();

/** Makes a form speak to the API; for forms that a script adds later, too. */
export function enhance(form) {
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, event.submitter);
  });
}

async function send(form, button) {
  if (form.ariaBusy === "true") return;
  clearErrors(form);
  const missing = missingIn(form);
  if (Object.keys(missing).length > 0) {
    showProblem(form, { title: "Some answers are missing", errors: missing });
    return;
  }
  const { confirm: title, confirmText: text, confirmYes: yes } = form.dataset;
  if (title && !(await confirmed({ title, text, yes }))) return;

  form.dataset.newId ??= newId();
  const [method, template] = form.dataset.call.split(" ");
  const values = valuesOf(form);
  const path = fill(template, form, values);
  for (const name of inPath(template)) delete values[name];

  // While one is under way no second one starts; the button says so and keeps its focus.
  form.ariaBusy = "true";
  button?.setAttribute("aria-busy", "true");
  const answer = await call(method, path, hasFields(form) ? values : undefined, { ifMatch: form.dataset.ifMatch });
  form.ariaBusy = null;
  button?.removeAttribute("aria-busy");

  if (!answer.ok) {
    showProblem(form, answer.problem);
    form.dispatchEvent(new CustomEvent("desk:refused", { bubbles: true, detail: answer }));
    return;
  }

  form.dataset.sent = "true";
  const own = new CustomEvent("desk:done", { bubbles: true, cancelable: true, detail: { ...answer, values, id: form.dataset.newId } });
  if (!form.dispatchEvent(own)) return;
  after(form, values, answer);
}

function after(form, values, { body }) {
  const { then, said } = form.dataset;
  if (then) {
    sayNext(said);
    const go = pages[then] ?? pages[""];
    go(fill(then, form, values, body));
    return;
  }
  form.reset();
  delete form.dataset.newId;
  say(said);
}

const hasFields = (form) => Array.from(form.elements).some((field) => field.name && !(field instanceof HTMLButtonElement));

const inPath = (template) => Array.from(template.matchAll(/\{(\w+)\}/g), ([, name]) => name).filter((name) => name !== "new");

const fill = (template, form, values, body) =>
  template.replace(/\{([\w.]+)\}/g, (_, name) => {
    if (name === "new") return form.dataset.newId;
    if (name.startsWith("body.")) return body?.[name.slice(5)] ?? "";
    return encodeURIComponent(values[name] ?? "");
  });

async function copy(button) {
  const from = document.querySelector(button.dataset.copy);
  const text = from instanceof HTMLInputElement ? from.value : from?.textContent.trim();
  try {
    await navigator.clipboard.writeText(text ?? "");
    say("Copied.");
  } catch {
    say("This browser does not let the page copy. Select the text and copy it yourself.", "trouble");
  }
}

/** "1,240 of 2,000" under a field with data-count, said aloud only when it gets near. */
function countCharacters() {
  for (const field of document.querySelectorAll("[data-count]")) {
    const shown = document.getElementById(field.dataset.count);
    const most = Number(field.dataset.max);
    const tell = () => {
      const length = [...field.value].length;
      shown.textContent = `${length.toLocaleString("en-GB")} of ${most.toLocaleString("en-GB")} characters`;
      shown.classList.toggle("over", length > most);
      shown.setAttribute("aria-live", length > most * 0.9 ? "polite" : "off");
    };
    field.addEventListener("input", tell);
    field.form?.addEventListener("reset", () => setTimeout(tell));
    tell();
  }
}

/** Somebody who leaves with something typed and not sent is asked first. */
function guardWhatIsTyped() {
  const guarded = document.querySelectorAll("form[data-guard]");
  for (const form of guarded) {
    form.addEventListener("input", () => { form.dataset.typed = "true"; delete form.dataset.sent; });
    form.addEventListener("reset", () => delete form.dataset.typed);
    form.addEventListener("desk:done", () => delete form.dataset.typed);
  }
  if (guarded.length === 0) return;
  addEventListener("beforeunload", (event) => {
    if (Array.from(guarded).some((form) => form.dataset.typed)) event.preventDefault();
  });
}
