// What was done to cards can be undone, one step after another, until the page is left: saving has nothing to do with it. What was typed is the
// browser's own to undo.

import { changed, number } from "./story-fields.js";
import { tell } from "./story-tell.js";

const most = 100; // steps
const bar = document.getElementById("undo");
const told = document.getElementById("done");
const steps = [];

/** `text` says what was done ("Quote deleted."); `undo` puts it back, and says in words what is back, or nothing where there is no place for it any more. */
export function keepStep(text, undo) {
  steps.push({ text, undo });
  if (steps.length > most) steps.shift();
  show(text);
}

export function undoLast() {
  for (let step = steps.pop(); step; step = steps.pop()) {
    const back = step.undo();
    if (!back) continue;
    number();
    changed();
    show(back);
    tell(back);
    return;
  }
  show("Nothing is left to undo.");
  tell("Nothing is left to undo.");
}

/** Says something in the bar's place that there is nothing to undo about. */
export function note(text) {
  show(text);
}

function show(text) {
  bar.hidden = false;
  told.textContent = text;
  const button = bar.querySelector("button");
  // A button that vanishes under somebody's focus leaves them nowhere.
  if (steps.length === 0 && document.activeElement === button) told.focus();
  button.hidden = steps.length === 0;
  button.title = steps.at(-1)?.text ?? "";
}

bar.addEventListener("click", (event) => { if (event.target.closest("button")) undoLast(); });

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "z") return;
  if (event.target.closest("input:not([type=checkbox], [type=radio], [type=file]), textarea, select, dialog")) return;
  event.preventDefault();
  undoLast();
});
