// What was not saved, or was given up for a colleague's version, is offered when there is something to bring back.

import { changed, documentOf, showDocument } from "./story-fields.js";
import { merge } from "./story-merge.js";
import { fetchWords } from "./story-quotes.js";
import { timeOf } from "./story-saving.js";
import { tell } from "./story-tell.js";
import { keepStep } from "./story-undo.js";

const most = 5; // kept at a time; the oldest goes first
const bar = document.getElementById("kept");
const told = document.getElementById("kept-words");
let kept = null;
let aside = []; // {document, base, at, unsaved?}, the newest last

/** Looks for what this browser kept, and offers it where it says something else than the page. What is typed from now on does not take its place. */
export async function offerKept(where) {
  kept = where;
  aside = (await kept?.read("aside")) ?? [];
  const unsaved = await kept?.read("unsaved");
  if (unsaved && JSON.stringify(unsaved.document) !== JSON.stringify(documentOf())) await setAside({ ...unsaved, unsaved: true });
  await kept?.forget("unsaved");
  offer();
}

/** Keeps a version that gives way to another one. */
export async function setAside(version) {
  aside = [...aside, version].slice(-most);
  await kept?.keep("aside", aside);
  offer();
}

function offer() {
  const newest = aside.at(-1);
  bar.hidden = !newest;
  if (!newest) return;
  const at = new Date(newest.at);
  const day = `${at.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}, ${timeOf(at)}`;
  const words = newest.unsaved
    ? `Changes of ${day} were not saved. They are kept in this browser.`
    : `Your version of ${day} gave way to a colleague’s. It is kept in this browser.`;
  if (told.textContent !== words) tell(words);
  told.textContent = words;
}

bar.addEventListener("click", async (event) => {
  const { kept: choice } = event.target.closest("button")?.dataset ?? {};
  if (!choice) return;
  const { document: mine, base } = aside.pop();
  if (choice === "back") bringBack(base, mine);
  offer();
  if (bar.hidden) document.querySelector("main h1").focus();
  // What was brought back is kept anew, as not saved yet, until it is.
  await kept?.keep("aside", aside);
});

function bringBack(base, mine) {
  const before = documentOf();
  const { document: merged } = merge(base, mine, before, "mine");
  showDocument(merged);
  fetchWords();
  changed();
  tell("It is back.");
  keepStep("What was kept is back.", () => {
    showDocument(merge(merged, before, documentOf(), "mine").document);
    fetchWords();
    return "It is as it was before.";
  });
}
