// A field that names a card above: chosen by what that card asks, never by its id.

const nearest = "The nearest one above";
const gone = "One that is not above any more";
const root = document.querySelector(".editor");

/** A card that was deleted, or moved below, stays named until somebody chooses another: nothing changes by itself. */
export function chooseCard(field, id) {
  if (!Array.from(field.options).some(({ value }) => value === id)) field.append(new Option(gone, id));
  field.value = id;
}

/** Offers each field the cards that stand above its own now. */
export function listAbove() {
  const cards = Array.from(document.querySelectorAll("#cards > [data-card]"));
  for (const field of root.querySelectorAll("#cards [data-kind=card]")) {
    const card = field.closest("[data-card]");
    const above = cards.slice(0, cards.indexOf(card)).filter((one) => one.dataset.type === field.dataset.of && part(one, "when")?.value === "before");
    const wanted = [[nearest, ""], ...above.map((one) => [nameOf(one, cards.indexOf(one) + 1), one.dataset.card])];
    if (field.value && !above.some((one) => one.dataset.card === field.value)) wanted.push([gone, field.value]);
    const now = Array.from(field.options, ({ text, value }) => [text, value]);
    if (JSON.stringify(now) === JSON.stringify(wanted)) continue; // it may stand open
    const chosen = field.value;
    field.replaceChildren(...wanted.map(([text, value]) => new Option(text, value)));
    field.value = chosen;
  }
}

const part = (card, name) => card.querySelector(`[data-field="${name}"]`);

function nameOf(card, at) {
  const asks = part(card, "question")?.value.trim() ?? "";
  return `${at}: ${asks.length > 60 ? `${asks.slice(0, 58).trimEnd()}…` : asks || "without a question yet"}`;
}

root.addEventListener("input", ({ target }) => {
  if (["question", "when"].includes(target.dataset.field)) listAbove();
});
