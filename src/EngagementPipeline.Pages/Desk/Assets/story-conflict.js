// Somebody else saved the story meanwhile. Where the two touched different things both are kept, without asking; where they touched the same, somebody
// decides, and what is given up can be brought back.

import { call } from "./call.js";
import { setAside } from "./story-back.js";
import { describe, labelOf } from "./story-words.js";
import { asShown, documentOf, root, showDocument } from "./story-fields.js";
import { merge } from "./story-merge.js";
import { fetchWords } from "./story-quotes.js";
import { away, hold, markOf, save, saveAgain, settled, state, timeOf } from "./story-saving.js";
import { tell } from "./story-tell.js";
import { note } from "./story-undo.js";

const dialog = document.getElementById("conflict");
const { story } = root.dataset;
let theirs = null; // {document, mark, who, when}

document.getElementById("differs").addEventListener("click", () => resolve(true));

/** @returns {Promise<boolean>} whether all is saved now. */
export async function resolve(asked) {
  const answer = await call("GET", `/api/stories/${story}`);
  if (!answer.ok) return away(answer, asked);
  theirs = {
    document: asShown(answer.body),
    mark: markOf(answer),
    who: answer.body.changedBy === root.dataset.name ? "You, in another window," : answer.body.changedBy,
    when: timeOf(new Date(answer.body.changedAt)),
  };
  const found = merge(state.base, documentOf(), theirs.document);
  if (found.conflicts.length === 0) {
    const words = `${theirs.who} changed the story too, at ${theirs.when}. Their changes and yours are both here.`;
    take(found.document);
    note(words);
    tell(words);
    return saveMerged(asked);
  }
  hold(`Not saved: ${theirs.who} changed the same things at ${theirs.when}.`);
  if (asked) show(found);
  return false;
}

/** Goes on from their state, with this in the page. */
function take(document) {
  state.base = theirs.document;
  state.mark = theirs.mark;
  state.held = null;
  showDocument(document);
  fetchWords();
}

async function saveMerged(asked) {
  if (JSON.stringify(documentOf()) !== JSON.stringify(state.base)) return saveAgain(asked);
  settled();
  return true;
}

function show({ conflicts, theirs: taken }) {
  if (dialog.open) return;
  document.getElementById("conflict-who").textContent = `${theirs.who} saved the story at ${theirs.when}, after you opened it. Both of you changed:`;
  document.getElementById("conflict-rest").textContent = taken === 0
    ? ""
    : `${taken === 1 ? "Another change of theirs does" : `${taken} other changes of theirs do`} not touch yours, and ${taken === 1 ? "comes" : "come"} in either way.`;
  document.getElementById("conflict-list").replaceChildren(...conflicts.map((conflict) => item(conflict)));
  dialog.showModal();
}

function item(conflict) {
  const row = document.createElement("li");
  const heading = document.createElement("h3");
  heading.textContent = labelOf(conflict, theirs.document);
  row.append(heading);
  if (conflict.what === "order") row.append(line("", "You each put the cards in an order of your own."));
  else row.append(line("Yours", conflict.by === "me" ? "You deleted it." : describe(conflict, "mine")), line("Theirs", conflict.by === "them" ? "They deleted it." : describe(conflict, "theirs")));
  return row;
}

function line(whose, text) {
  const made = document.createElement("p");
  if (whose) {
    const name = document.createElement("strong");
    name.textContent = `${whose}: `;
    made.append(name);
  }
  made.append(text);
  return made;
}

dialog.addEventListener("click", async (event) => {
  const { choice } = event.target.closest("button")?.dataset ?? {};
  if (!choice) return;
  dialog.close();
  if (choice === "later") return;
  const mine = documentOf();
  const { document: merged } = merge(state.base, mine, theirs.document, choice);
  if (choice === "theirs") await setAside({ document: mine, base: state.base, at: Date.now() });
  take(merged);
  state.unsaved = true;
  await save({ asked: true });
});
