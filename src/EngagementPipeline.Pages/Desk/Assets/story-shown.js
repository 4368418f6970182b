// What stands in a card for something that is kept elsewhere: a quote's words, a picture, a sound. The document holds their ids only.

const known = new Map(); // by voice: {words, language, credit}, or null where these readers may not see it

export function learnQuote({ voice, words, language, credit }) {
  known.set(voice, { words, language, credit });
}

/** From now on nothing is known of these words, or only that they may not be shown. */
export function forgetQuote(voice, usable = undefined) {
  if (usable === false) known.set(voice, null);
  else known.delete(voice);
}

export const isKnown = (voice) => known.has(voice);
export const isRefused = (voice) => known.get(voice) === null;

/** Takes what the server drew into account: the words of the quotes that may be shown, and which may not. */
export function learnFrom(place) {
  for (const button of place.querySelectorAll("[data-pick]")) {
    if (!button.value) continue;
    const drawn = button.parentElement.querySelector("[data-chosen]");
    const words = drawn.querySelector("blockquote");
    known.set(button.value, words && { words: words.textContent, language: words.lang, credit: drawn.querySelector(".quiet")?.textContent });
  }
}

export function showQuote(button) {
  const place = button.parentElement.querySelector("[data-chosen]");
  button.textContent = button.value ? "Choose another quote" : "Choose a quote";
  if (!button.value) return place.replaceChildren();
  const quote = known.get(button.value);
  if (!quote) return place.replaceChildren(note(known.has(button.value)));
  const words = document.createElement("blockquote");
  words.className = "said";
  words.lang = quote.language;
  words.dir = "auto";
  words.textContent = quote.words;
  place.replaceChildren(words);
  if (quote.credit) {
    const credit = document.createElement("p");
    credit.className = "quiet";
    credit.textContent = quote.credit;
    place.append(credit);
  }
}

function note(refused) {
  const made = document.createElement("p");
  made.className = refused ? "notice trouble" : "quiet";
  made.textContent = refused
    ? "These words may not be shown to this audience just now. Choose another quote, or delete the card."
    : "A quote is chosen. Its words are being fetched.";
  return made;
}

export function showMedia(field) {
  const place = field.closest(".field").querySelector("[data-shown]");
  field.closest(".field").querySelector("[data-who]").hidden = !field.value;
  if (!field.value) return place.replaceChildren();
  const image = field.closest(".field").querySelector("[data-upload]").dataset.upload === "image";
  const made = document.createElement(image ? "img" : "audio");
  if (image) made.alt = "";
  else made.controls = true;
  made.src = `/api/media/${field.value}${image ? "?width=480" : ""}`;
  place.replaceChildren(made);
}
