// Cards, and entries of their lists: added, moved by keyboard, copied, deleted. Each can be undone.

import { newCode } from "./ids.js";
import { tell } from "./story-tell.js";
import { cards, changed, gist, jsonOf, like, list, made, nameOf, number, ownFields, piecesIn, renew, root } from "./story-fields.js";
import { chooseFor, quoteFor } from "./story-quotes.js";
import { keepStep } from "./story-undo.js";

const fields = "[data-field]:not([data-pick], [data-kind=list], [data-kind=key], [type=hidden]), [data-upload]";

root.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  const piece = button?.closest("[data-piece]");
  if (button?.dataset.add) await add(document.querySelector(`template#card-${button.dataset.add}`), list);
  else if (button && "addEntry" in button.dataset) await add(button.parentElement.querySelector(":scope > template"), button.parentElement.querySelector(":scope > ol"));
  else if (button?.dataset.move) step(piece, Number(button.dataset.move), button);
  else if (button && "copyCard" in button.dataset) copy(piece);
  else if (button && "remove" in button.dataset) remove(piece);
  else if (button && "pick" in button.dataset) await chooseFor(button);
});

root.addEventListener("input", ({ target }) => {
  const card = target.closest("[data-card]");
  if (card) gist(card);
});

async function add(template, to) {
  const piece = template.content.firstElementChild.cloneNode(true);
  const pick = ownFields(piece).find((field) => "pick" in field.dataset);
  if (pick && !(await quoteFor(pick))) return;

  if (to === list) {
    piece.dataset.card = newCode();
    piece.id = `card-${piece.dataset.card}`;
  }
  renew(piece);
  to.append(piece);
  number();
  changed();
  tell(`${nameOf(piece)} added, number ${like(piece).length}.`);
  keepStep(`${nameOf(piece)} added.`, () => takeOut(piece) && `${nameOf(piece)} taken out again.`);
  focusIn(piece);
}

function copy(card) {
  const piece = made(jsonOf(card), { fresh: true });
  card.after(piece);
  number();
  changed();
  tell(`${nameOf(piece)} copied. The copy is number ${like(piece).indexOf(piece) + 1}.`);
  keepStep(`${nameOf(piece)} copied.`, () => takeOut(piece) && "The copy is taken out again.");
  focusIn(piece);
}

function remove(piece) {
  const name = nameOf(piece);
  const place = piece.parentElement;
  const at = like(piece).indexOf(piece);
  takeOut(piece);
  number();
  changed();
  tell(`${name} deleted. Control Z brings it back.`);
  keepStep(`${name} deleted.`, () => {
    if (!place.isConnected || (place === list && cards().some((card) => card.dataset.card === piece.dataset.card))) return null;
    place.insertBefore(piece, piecesIn(place)[at] ?? null);
    reveal(piece);
    return `${name} is back, number ${like(piece).indexOf(piece) + 1}.`;
  });
}

/** The focus goes to what now stands in its place, or else to where one adds. */
function takeOut(piece) {
  if (!piece.isConnected) return false;
  const all = like(piece);
  const at = all.indexOf(piece);
  const next = (all[at + 1] ?? all[at - 1])?.querySelector("button") ?? piece.parentElement.parentElement.querySelector("[data-add-entry], [data-add]");
  const had = piece.contains(document.activeElement);
  piece.remove();
  if (had) next?.focus();
  return true;
}

function step(piece, by, button) {
  const all = like(piece);
  const to = all.indexOf(piece) + by;
  if (to < 0 || to >= all.length) tell(`${nameOf(piece)} is the ${to < 0 ? "first" : "last"} already.`);
  else place(piece, to);
  button.focus({ preventScroll: true });
  piece.scrollIntoView({ block: "nearest" });
}

/** Moves a piece to a place among its like, from 0, as one step that can be undone. */
export function place(piece, to) {
  const from = like(piece).indexOf(piece);
  if (from === to) return;
  put(piece, to);
  number();
  changed();
  const where = `${nameOf(piece)} is number ${to + 1} of ${like(piece).length} now.`;
  tell(where);
  keepStep(where, () => {
    if (!piece.isConnected) return null;
    put(piece, from);
    reveal(piece);
    return `${nameOf(piece)} is number ${from + 1} again.`;
  });
}

function put(piece, to) {
  const others = like(piece).filter((other) => other !== piece);
  const focus = document.activeElement;
  piece.parentElement.insertBefore(piece, others[to] ?? null);
  if (piece.contains(focus)) focus.focus({ preventScroll: true });
}

function focusIn(piece) {
  (piece.querySelector(fields) ?? piece.querySelector("[data-pick], [data-add-entry]")).focus({ preventScroll: true });
  piece.scrollIntoView({ block: "center" });
}

function reveal(piece) {
  piece.querySelector("button").focus({ preventScroll: true });
  piece.scrollIntoView({ block: "nearest" });
}
