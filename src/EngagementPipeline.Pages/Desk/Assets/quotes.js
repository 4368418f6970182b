// The quotes that may be shown to an audience, to choose one from. The service alone judges which those are.

import { call } from "./call.js";

const dialog = document.getElementById("quotes");
const list = document.getElementById("quotes-list");
const none = document.getElementById("quotes-none");
const more = document.getElementById("quotes-more");

/** @returns {Promise<null | {voice: string, words: string, language: string, credit?: string}>} null when nothing was chosen. */
export function pickQuote(project, audience) {
  list.replaceChildren();
  none.hidden = true;
  document.getElementById("quotes-for").textContent = `Their speakers agreed to a web page for ${audience} readers, and somebody has reviewed them.`;
  let chosen = null;

  const load = async (place) => {
    more.hidden = true;
    list.ariaBusy = "true";
    const address = `/api/projects/${project}/voices?usableFor=${audience}&purpose=story${place ? `&continue=${encodeURIComponent(place)}` : ""}`;
    const answer = await call("GET", address);
    list.ariaBusy = null;
    if (!answer.ok) {
      none.textContent = `${answer.problem.title}. ${answer.problem.detail ?? ""}`;
      none.hidden = false;
      return;
    }
    for (const quote of answer.body.items) list.append(row(quote, () => { chosen = quote; dialog.close(); }));
    none.hidden = list.children.length > 0;
    more.hidden = !answer.body.continue;
    more.onclick = () => load(answer.body.continue);
  };

  return new Promise((settle) => {
    dialog.addEventListener("close", () => settle(chosen), { once: true });
    document.getElementById("quotes-close").onclick = () => dialog.close();
    dialog.showModal();
    load();
  });
}

function row(quote, choose) {
  const item = document.createElement("li");
  const words = document.createElement("blockquote");
  words.className = "said";
  words.lang = quote.language;
  words.dir = "auto";
  words.textContent = quote.words;
  const about = document.createElement("p");
  about.className = "quiet small";
  about.textContent = [quote.credit, ...(quote.themes ?? [])].filter(Boolean).join(" · ");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Use this quote";
  button.addEventListener("click", choose);
  item.append(words, about, button);
  return item;
}
