// A new story: its address follows its title until somebody writes another one, and it begins empty, as a template, or as what a file holds.
// What was typed, and what a file gave, stays until the story is there.

import { call } from "./call.js";
import { clearErrors, missingIn, showProblem, valuesOf } from "./forms.js";
import { newId } from "./ids.js";
import { makeSmall } from "./media.js";
import { sayNext } from "./say.js";
import { slugOf } from "./slugs.js";

const form = document.getElementById("story");
const files = { word: ".docx", archive: ".zip" };
const story = newId();
let own = false;
let read; // what a file gave, with the file that it is of

form?.elements.namedItem("slug").addEventListener("input", ({ target }) => { own = target.value !== ""; });
form?.elements.namedItem("title").addEventListener("input", follow);
form?.addEventListener("change", ({ target }) => { if (target.name === "begin") askForFile(); });
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  start(event.submitter);
});
if (form) {
  // Somebody quick has typed by now; a browser that comes back remembers what was typed and chosen.
  own = form.elements.namedItem("slug").value !== "";
  follow();
  askForFile();
}

function follow() {
  if (!own) form.elements.namedItem("slug").value = slugOf(form.elements.namedItem("title").value);
}

function askForFile() {
  const kind = files[chosen()];
  const field = document.getElementById("file-field");
  const file = form.elements.namedItem("file");
  field.hidden = file.disabled = !kind;
  if (kind) file.accept = kind;
}

function chosen() {
  return form.querySelector("[name=begin]:checked")?.value ?? "empty";
}

async function start(button) {
  if (form.ariaBusy === "true") return;
  clearErrors(form);
  const missing = missingIn(form);
  if (Object.keys(missing).length > 0) {
    showProblem(form, { title: "Some answers are missing", errors: missing });
    return;
  }

  form.ariaBusy = "true";
  button?.setAttribute("aria-busy", "true");
  const problem = await keep();
  form.ariaBusy = null;
  button?.removeAttribute("aria-busy");
  tell("");
  if (problem) showProblem(form, problem);
}

/** Null once the story is there; otherwise what is in the way. */
async function keep() {
  const { begin, file: _, ...about } = valuesOf(form);
  const found = await cardsFor(begin ?? "empty", about);
  if (!found.cards) return found;

  tell("Keeping the story");
  const answer = await call("PUT", `/api/stories/${story}`, { ...about, cards: found.cards });
  if (!answer.ok) return answer.problem;
  delete form.dataset.typed;
  if (found.notes?.length > 0) show(found.notes);
  else {
    sayNext(found.cards.length === 0 ? "The story is there. Now give it its cards." : "The story is there. Now make it yours.");
    location.assign(`/stories/${story}`);
  }
  return null;
}

async function cardsFor(begin, about) {
  if (begin === "empty") return { cards: [] };
  if (!files[begin]) {
    const answer = await call("GET", "/api/story-templates");
    return answer.ok ? { cards: answer.body.items.find(({ name }) => name === begin).cards } : answer.problem;
  }

  const file = form.elements.namedItem("file").files[0];
  const of = `${about.project} ${about.audience} ${file.name} ${file.size} ${file.lastModified}`;
  if (read?.of !== of) {
    const found = await importFrom(file, about);
    if (!found.cards) return found;
    read = { of, ...found };
  }
  return read;
}

async function importFrom(file, { project, audience }) {
  tell("Reading the file");
  const body = new Blob([file], { type: file.type || "application/octet-stream" });
  const answer = await call("POST", `/api/stories/imports?project=${project}&audience=${audience}`, body);
  if (!answer.ok) return atTheFile(answer.problem);

  const { document: { cards }, media, notes } = answer.body;
  const wide = media.filter(({ kind, small, full }) => kind === "image" && !small && full.width > 480);
  for (const [i, { id }] of wide.entries()) {
    tell(`Making picture ${i + 1} of ${wide.length} small`);
    const made = await makeSmall(id, project);
    if (!made.ok) return made.problem;
    for (const card of cards) for (const field of ["media", "poster"]) if (card[field] === id) card[field] = made.id;
  }
  return { cards, notes };
}

// What is wrong with a part of the file is wrong with the file.
function atTheFile(problem) {
  const fields = Object.entries(problem.errors ?? {});
  const own = fields.filter(([name]) => form.elements.namedItem(name));
  const parts = fields.filter(([name]) => !form.elements.namedItem(name)).flatMap(([name, messages]) => messages.map((message) => `${name}: ${message}`));
  return { ...problem, errors: { ...Object.fromEntries(own), ...(parts.length > 0 ? { file: parts } : {}) } };
}

function show(notes) {
  form.hidden = true;
  document.getElementById("notes").replaceChildren(...notes.map(({ where, message }) => {
    const row = document.createElement("li");
    if (where) {
      const place = document.createElement("span");
      place.className = "where";
      place.textContent = `Under “${where}”: `;
      row.append(place);
    }
    row.append(message);
    return row;
  }));
  document.getElementById("open").href = `/stories/${story}`;
  document.getElementById("imported").hidden = false;
  document.getElementById("imported-title").focus();
}

function tell(text) {
  document.getElementById("progress").textContent = text && `${text}…`;
}
