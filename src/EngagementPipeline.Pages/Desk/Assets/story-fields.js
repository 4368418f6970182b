// Between what stands in the editor and the document that is kept. A piece is a card, or an entry of a card's list; its fields are those that its type
// declares, by data-field.

import { valuesOf } from "./forms.js";
import { newCode } from "./ids.js";
import { chooseCard, listAbove } from "./story-above.js";
import { showMedia, showQuote } from "./story-shown.js";

export const root = document.querySelector(".editor");
export const form = document.getElementById("editor");
export const list = document.getElementById("cards");

export const nameOf = (piece) => piece.getAttribute("aria-label");
export const piecesIn = (place) => Array.from(place.children).filter((piece) => "piece" in piece.dataset);
export const like = (piece) => piecesIn(piece.parentElement);
export const cards = () => piecesIn(list);
export const audience = () => form.querySelector('[name="audience"]:checked').value;

/** The fields of a piece itself, without those of the entries in it. */
export const ownFields = (piece) => Array.from(piece.querySelectorAll("[data-field]")).filter((field) => field.parentElement.closest("[data-piece]") === piece);

/** Something in the document is different now. */
export function changed() {
  form.dataset.typed = "true";
  root.dispatchEvent(new Event("story:changed"));
}

// ——— Out of the page

export function documentOf() {
  const { title = "", summary = "", slug = "", language = "" } = valuesOf(form);
  return { project: root.dataset.project, slug, title, summary, language, audience: audience(), cards: cards().map(jsonOf) };
}

export const jsonOf = (card) => ({ id: card.dataset.card, type: card.dataset.type, ...fieldsOf(card) });

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

const entriesOf = (field) => piecesIn(field.querySelector(":scope > ol"));

// ——— Into the page

/** A card as the document has it; with `fresh` a copy that shares no id with it. */
export function made(json, { fresh = false } = {}) {
  const piece = document.querySelector(`template#card-${json.type}`).content.firstElementChild.cloneNode(true);
  piece.dataset.card = fresh ? newCode() : json.id;
  piece.id = `card-${piece.dataset.card}`;
  fill(piece, json);
  if (fresh) renew(piece);
  return piece;
}

/** What answers name an entry by: made once, and kept whatever its words become. */
export function renew(piece) {
  for (const key of piece.querySelectorAll("[data-kind=key]")) key.value = newCode();
}

export function fill(piece, values) {
  for (const field of ownFields(piece)) put(field, piece.dataset.entry === "value" ? values : values[field.dataset.field]);
}

function put(field, value) {
  switch (field.dataset.kind) {
    case "list":
      if (JSON.stringify(valueOf(field)) === JSON.stringify(value ?? [])) return; // somebody may be typing in it
      field.querySelector(":scope > ol").replaceChildren(...(value ?? []).map((entry) => {
        const piece = field.querySelector(":scope > template").content.firstElementChild.cloneNode(true);
        fill(piece, entry);
        return piece;
      }));
      return;
    case "flag":
      field.checked = value === true;
      return;
    case "id":
      field.value = value ?? "";
      showMedia(field);
      return;
    case "card":
      chooseCard(field, value ?? "");
      return;
    default:
      if (field instanceof HTMLSelectElement && value === undefined) field.selectedIndex = 0;
      else if (field.value !== String(value ?? "")) field.value = value ?? ""; // the caret stays where nothing changes
      if ("pick" in field.dataset) showQuote(field);
  }
}

/** A document in the words of this page, so that two can be compared: what is left out reads as what the editor shows for it. */
export const asShown = (document) => ({
  project: root.dataset.project,
  slug: document.slug,
  title: document.title ?? "",
  summary: document.summary ?? "",
  language: document.language,
  audience: document.audience,
  cards: document.cards.map((card) => jsonOf(made(card))),
});

/** Shows another state of the document, and leaves alone what is the same in both: the place, the focus, what is being typed. */
export function showDocument(next) {
  const focus = document.activeElement;
  for (const name of ["title", "summary", "slug", "language"]) {
    const field = form.elements.namedItem(name);
    if (field.value.trim() !== next[name]) field.value = next[name];
  }
  form.querySelector(`[name="audience"][value="${next.audience}"]`).checked = true;

  const standing = new Map(cards().map((card) => [card.dataset.card, card]));
  const wanted = next.cards.map((json) => {
    const card = standing.get(json.id);
    if (card?.dataset.type !== json.type) return made(json);
    if (JSON.stringify(jsonOf(card)) !== JSON.stringify(json)) fill(card, json);
    return card;
  });
  for (const card of standing.values()) if (!wanted.includes(card)) card.remove();
  wanted.forEach((card, i) => {
    const there = cards()[i];
    if (there !== card) list.insertBefore(card, there ?? null);
  });
  number();
  if (focus?.isConnected && focus !== document.activeElement) focus.focus({ preventScroll: true });
}

// ——— Names and numbers

/** Names fields by their place, as the API does when it finds fault with one: cards[2].items[0].text. */
export function number() {
  cards().forEach((card, i) => {
    name(card, `cards[${i}]`);
    card.querySelector("[data-number]").textContent = String(i + 1);
    gist(card);
  });
  listAbove();
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

/** The beginning of what a card says, beside its name: so that cards are told apart when only their heads are seen. */
export function gist(card) {
  const spoken = card.querySelector("textarea[data-field], input[data-field]:not([type]), [data-chosen] blockquote");
  const text = (spoken?.value ?? spoken?.textContent ?? "").replace(/\s+/g, " ").trim();
  card.querySelector("[data-gist]").textContent = text.length > 60 ? `${text.slice(0, 58).trimEnd()}…` : text;
}
