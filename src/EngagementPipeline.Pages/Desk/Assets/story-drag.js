// Moving by mouse, finger or pen: take a card or an entry by its handle and put it down elsewhere among its like. While cards are moved only their heads are
// seen. Escape leaves all as it was. The arrow keys on the handle move it too.

import { tell } from "./story-tell.js";
import { place } from "./story-cards.js";
import { like, nameOf, root } from "./story-fields.js";

const slack = 5; // px before a press becomes a pull
const edge = 72; // px from the window's top and bottom within which it scrolls
const fastest = 18; // px for each frame

let pull = null;

root.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest("[data-handle]");
  if (!handle || event.button !== 0 || pull) return;
  pull = { handle, piece: handle.closest("[data-piece]"), pointer: event.pointerId, from: event.clientY, y: event.clientY, mark: null };
  handle.setPointerCapture(event.pointerId);
  handle.addEventListener("pointermove", follow);
  handle.addEventListener("pointerup", putDown);
  handle.addEventListener("pointercancel", letGo);
  handle.addEventListener("lostpointercapture", letGo);
});

root.addEventListener("keydown", (event) => {
  const handle = event.target.closest("[data-handle]");
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!handle || !by || pull) return;
  event.preventDefault();
  const piece = handle.closest("[data-piece]");
  const to = like(piece).indexOf(piece) + by;
  if (to < 0 || to >= like(piece).length) tell(`${nameOf(piece)} is the ${to < 0 ? "first" : "last"} already.`);
  else place(piece, to);
  piece.scrollIntoView({ block: "nearest" });
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !pull?.mark) return;
  event.preventDefault();
  event.stopPropagation();
  letGo();
  tell("Not moved.");
}, true);

function follow(event) {
  pull.y = event.clientY;
  if (!pull.mark && Math.abs(pull.y - pull.from) > slack) take();
  if (pull?.mark) aim();
}

function take() {
  const { piece } = pull;
  const top = piece.getBoundingClientRect().top;
  const mark = document.createElement("li");
  mark.className = "drop-place";
  mark.setAttribute("aria-hidden", "true");
  pull.mark = mark;
  pull.start = like(piece).indexOf(piece);
  pull.to = pull.start;
  piece.classList.add("pulled");
  piece.parentElement.classList.add("sorting");
  root.classList.add("pulling");
  // Only heads are left; what was taken stays under the finger.
  scrollBy({ top: piece.getBoundingClientRect().top - top, behavior: "instant" });
  tell(`${nameOf(piece)} taken, number ${pull.start + 1} of ${like(piece).length}. Escape puts it back.`);
  requestAnimationFrame(scroll);
}

/** The place is before the first of the others whose middle is below the pointer. */
function aim() {
  const { piece, mark, y } = pull;
  const others = like(piece).filter((other) => other !== piece);
  const before = others.findIndex((other) => {
    const { top, height } = other.getBoundingClientRect();
    return y < top + height / 2;
  });
  const to = before < 0 ? others.length : before;
  piece.parentElement.insertBefore(mark, others[to] ?? null);
  if (to === pull.to) return;
  pull.to = to;
  tell(`Place ${to + 1} of ${others.length + 1}.`);
}

function scroll() {
  if (!pull?.mark) return;
  const low = innerHeight - edge - (document.querySelector(".save-bar")?.offsetHeight ?? 0);
  const by = pull.y < edge ? -(edge - pull.y) : Math.max(0, pull.y - low);
  if (by !== 0) {
    scrollBy({ top: Math.max(-fastest, Math.min(fastest, by / 3)), behavior: "instant" });
    aim();
  }
  requestAnimationFrame(scroll);
}

function putDown() {
  const { piece, handle, mark, to, start } = pull;
  letGo();
  if (!mark) return;
  if (to === start) tell(`${nameOf(piece)} stays number ${start + 1}.`);
  else place(piece, to);
  handle.focus({ preventScroll: true });
  piece.scrollIntoView({ block: "nearest" });
}

function letGo() {
  if (!pull) return;
  const { handle, piece, mark, pointer } = pull;
  pull = null;
  handle.removeEventListener("pointermove", follow);
  handle.removeEventListener("pointerup", putDown);
  handle.removeEventListener("pointercancel", letGo);
  handle.removeEventListener("lostpointercapture", letGo);
  if (handle.hasPointerCapture(pointer)) handle.releasePointerCapture(pointer);
  mark?.remove();
  piece.classList.remove("pulled");
  piece.parentElement?.classList.remove("sorting");
  root.classList.remove("pulling");
  if (mark) piece.scrollIntoView({ block: "nearest" });
}
