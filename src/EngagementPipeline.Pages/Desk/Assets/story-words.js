// What a card, a field and a value are called, for telling two versions apart.

import { ownFields } from "./story-fields.js";

const fields = { title: "Title", summary: "Summary", slug: "Address", language: "Language", audience: "Who it is for" };
const longest = 240; // characters of a value

/** "Text, number 3: Words" */
export function labelOf({ card, type, field, what }, theirs) {
  if (what === "order") return "The order of the cards";
  if (!card) return fields[field] ?? field;
  const piece = templateOf(type);
  const at = document.getElementById(`card-${card}`)?.querySelector("[data-number]").textContent ?? theirs.cards.findIndex((one) => one.id === card) + 1;
  const name = `${piece.getAttribute("aria-label")}, number ${at}`;
  return field ? `${name}: ${fieldLabel(fieldOf(piece, field)) ?? field}` : name;
}

/** One side's value of a field, or what is left of a card that the other side deleted. */
export function describe({ type, field, what, mine, theirs }, side) {
  const value = side === "mine" ? mine : theirs;
  if (what === "deleted") return shorten(textsIn(value, new Set(["id", "type"])).join(" · ")) || "It was changed.";
  const kind = type && fieldOf(templateOf(type), field);
  if (kind && ("pick" in kind.dataset || kind.dataset.kind === "id")) return side === "mine" ? "the one you chose" : "the one they chose";
  return shorten(textsIn(value, new Set(["id"])).join(" · ")) || "nothing";
}

const templateOf = (type) => document.querySelector(`template#card-${type}`).content.firstElementChild;
const fieldOf = (piece, name) => ownFields(piece).find((one) => one.dataset.field === name);

const fieldLabel = (field) => (field?.closest(".field")?.querySelector(".label, label span, label"))?.firstChild?.textContent.trim();

function textsIn(value, without) {
  if (value === true) return ["yes"];
  if (value === false || value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) return value.flatMap((entry) => textsIn(entry, without));
  if (typeof value === "object") return Object.entries(value).flatMap(([name, part]) => (without.has(name) ? [] : textsIn(part, without)));
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value) ? ["a quote or picture"] : [String(value)];
}

const shorten = (text) => (text.length > longest ? `${text.slice(0, longest).trimEnd()}…` : text);
