// The quotes of a story: chosen from those that its readers may see, and looked at again when the readers change.

import { call } from "./call.js";
import { pickQuote } from "./quotes.js";
import { audience, changed, form, gist, root } from "./story-fields.js";
import { forgetQuote, isKnown, isRefused, learnFrom, learnQuote, showQuote } from "./story-shown.js";
import { tell } from "./story-tell.js";
import { keepStep, note } from "./story-undo.js";

const most = 50; // voices in one address

learnFrom(root);

const picks = () => Array.from(root.querySelectorAll("[data-pick]")).filter((button) => button.value);

/** Lets somebody choose for a field that holds nothing yet. @returns {Promise<boolean>} */
export async function quoteFor(button) {
  const quote = await pickQuote(root.dataset.project, audience());
  if (!quote) return false;
  learnQuote(quote);
  button.value = quote.voice;
  showQuote(button);
  return true;
}

export async function chooseFor(button) {
  const before = button.value;
  if ((await quoteFor(button)) && button.value !== before) {
    refresh(button);
    changed();
    keepStep("Another quote chosen.", () => {
      if (!button.isConnected) return null;
      button.value = before;
      refresh(button);
      return "The quote from before is back.";
    });
  }
  button.focus();
}

function refresh(button) {
  showQuote(button);
  const card = button.closest("[data-card]");
  if (card) gist(card);
}

/** Asks for the words of what is in the page and not known, as after taking over somebody else's cards. */
export async function fetchWords() {
  const unknown = [...new Set(picks().map((button) => button.value))].filter((voice) => !isKnown(voice));
  const readers = audience();
  for (let at = 0; at < unknown.length; at += most) {
    const some = unknown.slice(at, at + most);
    const answer = await call("GET", `/api/projects/${root.dataset.project}/quotes?usableFor=${readers}&voices=${some.join(",")}`);
    if (!answer.ok || readers !== audience()) return;
    for (const quote of answer.body.items) learnQuote(quote);
    for (const voice of some) if (!isKnown(voice)) forgetQuote(voice, false);
  }
  picks().forEach(refresh);
}

// What one audience may see another may not: nothing known before counts for it.
form.addEventListener("change", async ({ target }) => {
  if (target.name !== "audience") return;
  picks().forEach((button) => forgetQuote(button.value));
  await fetchWords();
  const lost = picks().filter((button) => isRefused(button.value)).length;
  if (lost === 0) return;
  const words = `${lost === 1 ? "1 quote" : `${lost} quotes`} of this story may not be shown to ${audience()} readers. ${lost === 1 ? "It is" : "They are"} marked.`;
  note(words);
  tell(words);
});
