// The story editor: cards, and entries of their lists, that are added, moved and removed; saving against the state that was read; quotes chosen from those
// that may be used; publishing what was saved.

import { call } from "./call.js";
import { confirmed } from "./confirm.js";
import { clearErrors, missingIn, showProblem, valuesOf } from "./forms.js";
import { newCode } from "./ids.js";
import { sendMedia } from "./media.js";
import { pickQuote } from "./quotes.js";
import { say, sayNext } from "./say.js";
import { slugOf } from "./slugs.js";

const root = document.querySelector(".editor");
const form = document.getElementById("editor");
const list = document.getElementById("cards");
const saved = document.getElementById("saved");
const { story, project } = root.dataset;
let mark = root.dataset.mark;
let changed = false;

const cards = () => Array.from(list.querySelectorAll(":scope > [data-card]"));
const nameOf = (piece) => piece.getAttribute("aria-label");
const audience = () => form.querySelector('[name="audience"]:checked').value;

// ——— Cards and entries: a piece is either, and moves among its like.

const like = (piece) => Array.from(piece.parentElement.children).filter((other) => "piece" in other.dataset);

/** The fields of a card or an entry itself, without those of the entries in it. */
const ownFields = (piece) => Array.from(piece.querySelectorAll("[data-field]")).filter((field) => field.parentElement.closest("[data-piece]") === piece);

root.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  const piece = button?.closest("[data-piece]");
  if (button?.dataset.add) await add(document.getElementById(`card-${button.dataset.add}`), list);
  else if (button && "addEntry" in button.dataset) await add(button.parentElement.querySelector(":scope > template"), button.parentElement.querySelector(":scope > ol"));
  else if (button?.dataset.move) move(piece, Number(button.dataset.move), button);
  else if (button && "remove" in button.dataset) remove(piece);
  else if (button && "pick" in button.dataset) choose(piece, button);
});

async function add(template, to) {
  const piece = template.content.firstElementChild.cloneNode(true);
  const picks = ownFields(piece).some((field) => "pick" in field.dataset);
  const quote = picks ? await pickQuote(project, audience()) : undefined;
  if (quote === null) return;

  if ("card" in piece.dataset || to === list) {
    piece.dataset.card = newCode();
    piece.id = `card-${piece.dataset.card}`;
  }
  // What answers name an entry by: made once, and kept whatever its words become.
  for (const field of ownFields(piece)) if (field.dataset.kind === "key") field.value = newCode();
  to.append(piece);
  number();
  if (quote) show(piece, quote);
  change();
  say(`${nameOf(piece)} added, number ${like(piece).length}.`);
  const first = piece.querySelector("[data-field]:not([data-pick], [data-kind=list], [data-kind=key], [type=hidden]), [data-upload]") ?? piece.querySelector("[data-pick], [data-add-entry]");
  first.focus();
  piece.scrollIntoView({ block: "center" });
}

function move(piece, by, button) {
  const all = like(piece);
  const to = all.indexOf(piece) + by;
  if (to < 0 || to >= all.length) {
    say(`${nameOf(piece)} is the ${to < 0 ? "first" : "last"} already.`);
    return;
  }
  if (by < 0) all[to].before(piece);
  else all[to].after(piece);
  number();
  change();
  button.focus();
  piece.scrollIntoView({ block: "nearest" });
  say(`${nameOf(piece)} is number ${to + 1} of ${all.length} now.`);
}

/** What was removed can be put back until the next save. */
function remove(piece) {
  const gone = document.createElement("li");
  gone.className = "card-gone";
  const back = document.createElement("button");
  back.type = "button";
  back.className = "link";
  back.textContent = "Put it back";
  back.addEventListener("click", () => {
    gone.replaceWith(piece);
    number();
    change();
    say(`${nameOf(piece)} is back.`);
    piece.querySelector("button, [data-field]").focus();
  });
  gone.append(`${nameOf(piece)} removed. `, back);
  piece.replaceWith(gone);
  number();
  change();
  back.focus();
}

async function choose(piece, button) {
  const quote = await pickQuote(project, audience());
  if (quote) {
    show(piece, quote);
    change();
  }
  button.focus();
}

// ——— Pictures and sounds

root.addEventListener("change", async ({ target }) => {
  const file = "upload" in target.dataset ? target.files[0] : undefined;
  if (!file) return;
  const image = target.dataset.upload === "image";
  const sure = await confirmed({
    title: image ? "Can nobody be recognised in it?" : "Can nobody be recognised by it?",
    text: image
      ? "A picture of somebody needs their consent as much as their words do, and cannot be taken down for them from here. Choose one without faces, names, uniforms or number plates."
      : "A young person's voice needs their consent as much as their words do, and cannot be taken down for them from here. Choose something that a member of staff reads, or that nobody says.",
    yes: "Nobody can be recognised",
    danger: false,
  });
  const place = target.closest(".field");
  const told = place.querySelector("[data-sent]");
  if (!sure) {
    target.value = "";
    return;
  }

  told.textContent = "Sending…";
  const sent = await sendMedia(file, target.dataset.upload, project);
  target.value = "";
  if (!sent.ok) {
    told.textContent = `${sent.problem.title}. ${sent.problem.detail ?? ""}`;
    return;
  }
  place.querySelector("[data-field]").value = sent.id;
  const made = document.createElement(image ? "img" : "audio");
  if (image) made.alt = "";
  else made.controls = true;
  made.src = `/api/media/${sent.id}${image ? "?width=480" : ""}`;
  place.querySelector("[data-shown]").replaceChildren(made);
  told.textContent = image ? "It is here, and small. Now describe it for whoever can't see it." : "It is here. Now write down what is said.";
  change();
  const next = place.nextElementSibling?.querySelector("input, textarea");
  next?.focus();
});

function show(piece, quote) {
  const button = piece.querySelector("[data-pick]");
  button.value = quote.voice;
  button.textContent = "Choose another quote";
  const words = document.createElement("blockquote");
  words.className = "said";
  words.lang = quote.language;
  words.dir = "auto";
  words.textContent = quote.words;
  const place = piece.querySelector("[data-chosen]");
  place.replaceChildren(words);
  if (quote.credit) {
    const credit = document.createElement("p");
    credit.className = "quiet";
    credit.textContent = quote.credit;
    place.append(credit);
  }
}

/** Names fields by their place, as the API does when it finds fault with one: cards[2].items[0].text. */
function number() {
  cards().forEach((card, i) => name(card, `cards[${i}]`));
  document.getElementById("no-cards").hidden = cards().length > 0;
}

function name(piece, at) {
  for (const field of ownFields(piece)) {
    const path = piece.dataset.entry === "value" ? at : `${at}.${field.dataset.field}`;
    if (field.dataset.kind === "list") entriesOf(field).forEach((entry, i) => name(entry, `${path}[${i}]`));
    else field.name = path;
    field.id = path.replace(/^cards\[\d+\]/, piece.closest("[data-card]").id).replace(/\W+/g, "-");
  }
}

const entriesOf = (field) => Array.from(field.querySelector(":scope > ol").children).filter((entry) => "piece" in entry.dataset);

// ——— Saving

function documentOf() {
  const { title = "", summary = "", slug, audience: readers, language } = valuesOf(form);
  return { project, slug, title, summary, language, audience: readers, cards: cards().map(jsonOf) };
}

const jsonOf = (card) => ({ id: card.dataset.card, type: card.dataset.type, ...fieldsOf(card) });

function fieldsOf(piece) {
  const json = {};
  for (const field of ownFields(piece)) {
    const value = valueOf(field);
    if (value !== undefined) json[field.dataset.field] = value;
  }
  return json;
}

function valueOf(field) {
  switch (field.dataset.kind) {
    case "list": return entriesOf(field).map((entry) => (entry.dataset.entry === "value" ? valueOf(ownFields(entry)[0]) : fieldsOf(entry)));
    case "number": return field.value.trim() === "" ? undefined : Number(field.value);
    case "flag": return field.checked;
    case "id": return field.value || undefined;
    default: return field.value;
  }
}

/** @returns {Promise<boolean>} whether what stands here is what is kept. */
async function save({ over = false } = {}) {
  if (form.ariaBusy === "true") return false;
  clearErrors(form);
  const missing = missingIn(form);
  if (Object.keys(missing).length > 0) {
    showProblem(form, { title: "Some answers are missing", errors: missing });
    return false;
  }

  const button = document.getElementById("save");
  form.ariaBusy = "true";
  button.setAttribute("aria-busy", "true");
  const sent = documentOf();
  const answer = await call("PUT", `/api/stories/${story}`, sent, { ifMatch: over ? "*" : `"${mark}"` });
  form.ariaBusy = null;
  button.removeAttribute("aria-busy");

  if (answer.status === 412) return askWhose();
  if (!answer.ok) {
    showProblem(form, answer.problem);
    return false;
  }

  mark = answer.mark.replace(/^W\//, "").replaceAll('"', "");
  list.querySelectorAll(".card-gone").forEach((gone) => gone.remove());
  // Whoever typed on while it was being sent has more to save.
  if (JSON.stringify(documentOf()) === JSON.stringify(sent)) settle();
  await check();
  return !changed;
}

/** Somebody else saved since this page was read: nothing is lost before somebody decides. */
async function askWhose() {
  const over = await confirmed({
    title: "Somebody else changed this story",
    text: "They saved it after you opened it. Leave it as it is and open the story in another tab to see their version; yours stays here. Or save yours over theirs.",
    yes: "Save mine over theirs",
  });
  if (over) return save({ over: true });
  saved.textContent = "Not saved: somebody else changed the story";
  return false;
}

function change() {
  changed = true;
  form.dataset.typed = "true";
  saved.textContent = "Not saved yet";
}

function settle() {
  changed = false;
  delete form.dataset.typed;
  saved.textContent = `Saved at ${new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`;
}

form.addEventListener("input", change);
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await save()) say("Saved.");
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    form.requestSubmit();
  }
});

// ——— Check, preview, publish

async function check() {
  const answer = await call("GET", `/api/stories/${story}/check`);
  if (answer.ok) showProblems(answer.body.problems ?? []);
}

function showProblems(problems) {
  const place = document.getElementById("check");
  place.replaceChildren();
  if (!problems.some((problem) => problem.blocks)) {
    const ready = document.createElement("p");
    ready.className = "notice done";
    ready.dataset.ready = "";
    ready.textContent = "Nothing stands in its way.";
    place.append(ready);
  }
  listProblems(place, "Before it can be published:", problems.filter((problem) => problem.blocks));
  listProblems(place, "It could be better still:", problems.filter((problem) => !problem.blocks));
}

function listProblems(place, title, problems) {
  if (problems.length === 0) return;
  const heading = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = title;
  heading.append(strong);
  const items = document.createElement("ul");
  for (const { card, message } of problems) {
    const item = document.createElement("li");
    if (card) {
      const link = document.createElement("a");
      link.href = `#card-${card}`;
      link.textContent = message;
      item.append(link);
    } else {
      item.textContent = message;
    }
    items.append(item);
  }
  place.append(heading, items);
}

document.getElementById("check").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  const card = document.getElementById(link.hash.slice(1));
  card?.scrollIntoView({ block: "center" });
  card?.querySelector("[data-field]:not([data-kind=list], [data-kind=key], [type=hidden]), [data-upload], [data-add-entry]")?.focus({ preventScroll: true });
});

// The tab is opened before waiting, or the browser takes it for a pop-up that nobody asked for.
document.getElementById("preview").addEventListener("click", async (event) => {
  if (!changed) return;
  event.preventDefault();
  const tab = open("about:blank", "_blank");
  if (await save()) tab?.location.replace(event.target.closest("a").href);
  else tab?.close();
});

const publishing = document.getElementById("publish");
publishing.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (publishing.ariaBusy === "true") return;
  if (changed && !(await save())) return;
  const sure = await confirmed({
    title: "Publish this page?",
    text: "Anybody who has its address can read it from then on.",
    yes: "Publish to everyone",
    danger: false,
  });
  if (!sure) return;

  publishing.ariaBusy = "true";
  event.submitter?.setAttribute("aria-busy", "true");
  const answer = await call("POST", `/api/stories/${story}/publish`, valuesOf(publishing));
  publishing.ariaBusy = null;
  event.submitter?.removeAttribute("aria-busy");
  if (answer.ok) {
    sayNext(`Published. Readers find it at ${answer.body.url}`);
    location.reload();
  } else {
    showProblem(publishing, answer.problem);
    if (answer.problem.problems?.length > 0) showProblems(answer.problem.problems);
  }
});

// ——— Shares: a code that says with whom, until somebody writes another one.

const share = document.getElementById("share");
const to = share?.elements.namedItem("to");
const code = share?.elements.namedItem("code");
let ownCode = false;
code?.addEventListener("input", () => { ownCode = code.value !== ""; });
to?.addEventListener("input", () => { if (!ownCode) code.value = `${slugOf(to.value, 24)}-${newCode(4)}`.replace(/^-/, ""); });

number();
