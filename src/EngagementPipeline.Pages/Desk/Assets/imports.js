// Imports a file in two steps: it is checked whole and what it would do is shown; then it is recorded, with a bar that follows what is there.

import { call } from "./call.js";
import { clearErrors, missingIn, showProblem } from "./forms.js";
import { sayNext } from "./say.js";

const shown = 200; // rows of what the file would do; the rest is counted
const every = 500; // ms between two looks at how far it is

const form = document.getElementById("import");
const part = (id) => document.getElementById(id);
const count = new Intl.NumberFormat("en-GB");
let checked; // what was checked is what is recorded: {kind, file, rows}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  check(event.submitter);
});
form.addEventListener("change", leave);
part("back").addEventListener("click", () => {
  leave();
  form.elements.namedItem("file").focus();
});
part("record").addEventListener("click", record);

function leave() {
  checked = undefined;
  part("checked").hidden = true;
}

async function check(button) {
  if (form.ariaBusy === "true") return;
  leave();
  clearErrors(form);
  const missing = missingIn(form);
  if (Object.keys(missing).length > 0) {
    showProblem(form, { title: "Some answers are missing", errors: missing });
    return;
  }

  const kind = form.querySelector("[name=kind]:checked").value;
  const chosen = form.elements.namedItem("file").files[0];
  form.ariaBusy = "true";
  button?.setAttribute("aria-busy", "true");
  // Read once: the file on disk may change between the two steps.
  const file = await chosen.arrayBuffer().then((bytes) => new Blob([bytes], { type: "text/csv" }), () => null);
  const answer = file
    ? await call("POST", `/api/imports/${kind}?dryRun=true`, file)
    : { ok: false, problem: { title: "The file can’t be read", detail: "Choose it again." } };
  form.ariaBusy = null;
  button?.removeAttribute("aria-busy");
  if (!answer.ok) {
    showProblem(form, answer.problem);
    return;
  }

  checked = { kind, file, rows: answer.body.rows };
  show(answer.body);
}

function show({ rows, figures, questions }) {
  const table = part("checked").querySelector("table");
  const of = figures
    ? { name: "Figure", head: ["Year", "Figure", "Rows", "So far", "With this file"], all: figures.map((f) => [f.year, f.title, f.rows, f.before ?? (f.after === undefined ? "hidden" : "none"), f.after ?? "hidden"]) }
    : { name: "Question", head: ["Year", "Question", "Answers", "In favour"], all: questions.map((q) => [q.year, q.question, q.answers, q.inFavour ?? "in words"]) };
  table.tHead.replaceChildren(row(of.head, () => ["th", "col"]));
  table.tBodies[0].replaceChildren(...of.all.slice(0, shown).map((cells) => row(cells, (i) => (of.head[i] === of.name ? ["th", "row"] : ["td"]), of.head)));
  part("more").hidden = of.all.length <= shown;
  part("more").textContent = `And ${count.format(of.all.length - shown)} more.`;
  part("checked-title").textContent = `${count.format(rows)} ${rows === 1 ? "row is" : "rows are"} right. This is what would be recorded`;
  part("checked").hidden = false;
  part("checked-title").focus();
}

/** A row of cells; `kind(i)` says what the one at that place is, and `labels` what it is called where the table becomes a list. */
function row(cells, kind, labels = []) {
  const made = document.createElement("tr");
  made.append(...cells.map((value, i) => {
    const [name, scope] = kind(i);
    const cell = document.createElement(name);
    if (scope) cell.scope = scope;
    else cell.dataset.label = labels[i];
    if (typeof value === "number") cell.className = "number";
    cell.textContent = typeof value === "number" ? count.format(value) : value;
    return cell;
  }));
  return made;
}

async function record() {
  if (!checked || !part("recording").hidden) return;
  const { kind, file, rows } = checked;
  part("checked").hidden = true;
  part("recording").hidden = false;
  tell(0, rows);
  part("recording-title").focus();
  const done = new AbortController();
  const batch = await batchOf(file);
  follow(batch, rows, done.signal);
  const answer = await call("POST", `/api/imports/${kind}`, file);
  done.abort();
  part("recording").hidden = true;
  if (answer.ok) {
    sayNext(`${count.format(rows)} ${rows === 1 ? "row is" : "rows are"} recorded.`);
    location.reload();
  } else {
    leave();
    showProblem(form, answer.problem);
  }
}

async function follow(batch, rows, signal) {
  while (!signal.aborted) {
    await new Promise((settle) => setTimeout(settle, every));
    const answer = await call("GET", "/api/imports", undefined, { signal });
    const found = answer.ok && answer.body.items.find((item) => item.batch === batch);
    if (found && !signal.aborted) tell(found.written, rows);
  }
}

function tell(written, rows) {
  part("bar").max = rows;
  part("bar").value = written;
  part("count").textContent = `${count.format(written)} of ${count.format(rows)} rows. None counts before all are there.`;
}

/** A file's batch is the first half of its SHA-256 (docs/imports.md). */
async function batchOf(file) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const hex = [...hash.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
