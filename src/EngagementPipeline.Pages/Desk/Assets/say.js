// What happened, said where eyes and screen readers find it: the status region at the top of the page.

const kept = "desk:said";
let newest;

/** Says it now. `done` is good news, `trouble` is not. */
export function say(text, kind = "done") {
  const place = document.getElementById("said");
  if (!place) return;
  place.replaceChildren();
  newest = null;
  if (!text) return;
  const note = document.createElement("p");
  note.className = `notice ${kind}`;
  note.textContent = text;
  newest = note;
  // A region that is filled in the same breath as it appears is often not read out. Of two things said within one breath the second stands.
  requestAnimationFrame(() => { if (note === newest) place.append(note); });
}

/** Says it on the page that comes next. */
export function sayNext(text) {
  if (text) sessionStorage.setItem(kept, text);
}

/** Says what the page before left to be said. */
export function sayKept() {
  const text = sessionStorage.getItem(kept);
  if (!text) return;
  sessionStorage.removeItem(kept);
  setTimeout(() => say(text), 100);
}
