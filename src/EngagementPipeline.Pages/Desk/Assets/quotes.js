// The quotes that may be shown to an audience, to choose one from. The service alone judges which those are. What is searched for may be somebody's words,
// so it stays here and stands in no address: the list is read on until enough of it fits.

import { call } from "./call.js";

const enough = 12; // quotes that fit, before somebody asks for more
const wait = 200; // ms without typing

const dialog = document.getElementById("quotes");
const list = document.getElementById("quotes-list");
const none = document.getElementById("quotes-none");
const more = document.getElementById("quotes-more");
const search = document.getElementById("quotes-search");
const theme = document.getElementById("quotes-theme");
const found = document.getElementById("quotes-found");

/** @returns {Promise<null | {voice: string, words: string, language: string, credit?: string}>} null when nothing was chosen. */
export function pickQuote(project, audience) {
  document.getElementById("quotes-for").textContent = `Their speakers agreed to a web page for ${audience} readers, and somebody has reviewed them.`;
  document.getElementById("quotes-others").replaceChildren();
  search.value = "";
  theme.replaceChildren(new Option("Every theme", ""));
  let chosen = null;
  let turn = 0;
  let timer;

  /** Reads on from a place, or from the beginning, until enough fits. */
  const load = async (place) => {
    const mine = ++turn;
    if (!place) list.replaceChildren();
    more.hidden = true;
    none.hidden = true;
    list.ariaBusy = "true";
    let shown = 0;
    let next = place;
    do {
      const answer = await call("GET", address(project, audience, next));
      if (mine !== turn) return;
      if (!answer.ok) {
        list.ariaBusy = null;
        return tellNone(`${answer.problem.title}. ${answer.problem.detail ?? ""}`);
      }
      for (const quote of answer.body.items.filter(fits)) {
        list.append(row(quote, () => { chosen = quote; dialog.close(); }));
        shown++;
      }
      next = answer.body.continue;
    } while (next && shown < enough);
    list.ariaBusy = null;
    more.hidden = !next;
    more.onclick = () => load(next);
    const total = list.children.length;
    found.textContent = total === 0 ? "" : `${total === 1 ? "1 quote" : `${total} quotes`}${next ? ", and more to read" : ""}.`;
    if (total === 0) tellNone(search.value.trim() || theme.value ? "No quote fits. Try other words, or every theme." : none.dataset.empty);
  };

  search.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(load, wait);
  };
  theme.onchange = () => load();

  return new Promise((settle) => {
    dialog.addEventListener("close", () => {
      turn++;
      clearTimeout(timer);
      list.replaceChildren();
      settle(chosen);
    }, { once: true });
    document.getElementById("quotes-close").onclick = () => dialog.close();
    dialog.showModal();
    search.focus();
    load();
    summarise(project, audience);
  });
}

const address = (project, audience, place) =>
  `/api/projects/${project}/voices?usableFor=${audience}&purpose=story${theme.value ? `&theme=${encodeURIComponent(theme.value)}` : ""}${place ? `&continue=${encodeURIComponent(place)}` : ""}`;

function tellNone(text) {
  found.textContent = "";
  none.textContent = text;
  none.hidden = false;
}

function fits(quote) {
  const wanted = search.value.trim().toLocaleLowerCase().split(/\s+/);
  const text = [quote.words, quote.credit, ...(quote.themes ?? [])].join(" ").toLocaleLowerCase();
  return wanted.every((word) => text.includes(word));
}

/** The themes there are, and how many quotes of the project can't be chosen, with the reasons. */
async function summarise(project, audience) {
  const answer = await call("GET", `/api/projects/${project}/quotes/summary?usableFor=${audience}`);
  if (!answer.ok || !dialog.open) return;
  for (const { theme: name, quotes } of answer.body.themes) theme.append(new Option(`${name} (${quotes})`, name));
  const total = answer.body.others.reduce((sum, { voices }) => sum + voices, 0);
  if (total === 0) return;
  const summary = document.createElement("summary");
  summary.textContent = total === 1 ? "1 other cannot be used here" : `${total} others cannot be used here`;
  const reasons = document.createElement("ul");
  for (const { voices, why } of answer.body.others) {
    const reason = document.createElement("li");
    reason.textContent = `${voices}: ${why}`;
    reasons.append(reason);
  }
  document.getElementById("quotes-others").replaceChildren(summary, reasons);
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
