// The page beside the editor, drawn anew after each save, at the width of a phone or of a desk. It stands in a frame that runs no script, opens nothing and
// leads nowhere: all of it is open, as for a reader without scripts, and nothing can be counted. In a tab of its own it can be tried.

import { cards, root } from "./story-fields.js";
import { save, state } from "./story-saving.js";
import { tell } from "./story-tell.js";

const widths = { phone: 360, desktop: 1280 }; // px
const pane = document.getElementById("preview-pane");
const stage = pane.querySelector(".stage");
const toggle = document.getElementById("show-preview");
const beside = matchMedia("(min-width: 60rem)");
let frame = null;
let wanted = 0;
let edited = null; // the card that was written in last

const seen = () => beside.matches || root.dataset.view === "preview";

/** Draws it again. The old one stays until the new one is there, and the new one opens at the same place. */
export function drawPreview() {
  if (!seen()) return;
  const turn = ++wanted;
  const next = document.createElement("iframe");
  next.title = "Preview of the page";
  next.setAttribute("sandbox", "allow-same-origin");
  next.className = "arriving";
  next.addEventListener("load", () => {
    if (turn !== wanted) return next.remove();
    const page = next.contentWindow;
    for (const link of page.document.querySelectorAll("a[href]:not([href^='#'])")) link.target = "_blank"; // which the frame does not open
    page.document.addEventListener("click", stay);
    page.scrollTo({ top: frame?.contentWindow.scrollY ?? 0, behavior: "instant" });
    frame?.remove();
    frame = next;
    next.className = "";
    showEdited();
    pane.dataset.drawn = String(Number(pane.dataset.drawn ?? 0) + 1);
  });
  next.src = `/api/stories/${root.dataset.story}/preview`;
  fit(next);
  stage.append(next);
}

/** Links are followed in a window of their own, if at all. */
function stay(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  tell("Links are not followed in the preview.");
}

/** Brings the card that is being written into sight. */
function showEdited() {
  const at = cards().indexOf(edited);
  const place = at >= 0 && frame?.contentDocument?.querySelector(`main [data-card="${at}"]`);
  if (!place) return;
  const { top, bottom } = place.getBoundingClientRect();
  if (top < 0 || bottom > frame.contentWindow.innerHeight) frame.contentWindow.scrollBy({ top: top - 24, behavior: "instant" });
}

function fit(which = frame) {
  if (!which || !stage.clientWidth) return;
  const width = widths[root.dataset.preview];
  const scale = Math.min(1, stage.clientWidth / width);
  which.width = width;
  which.height = Math.round(stage.clientHeight / scale);
  which.style.transform = `scale(${scale})`;
}

pane.addEventListener("change", ({ target }) => {
  if (target.name !== "preview-width") return;
  root.dataset.preview = target.value;
  fit();
  showEdited();
  if (!frame) drawPreview();
});

toggle.addEventListener("click", async () => {
  const open = root.dataset.view !== "preview";
  root.dataset.view = open ? "preview" : "write";
  toggle.textContent = open ? "Back to writing" : "Preview";
  if (open && state.unsaved) await save();
  if (open) drawPreview();
  scrollTo({ top: root.getBoundingClientRect().top + scrollY, behavior: "instant" });
});

beside.addEventListener("change", drawPreview);
root.addEventListener("focusin", ({ target }) => {
  const card = target.closest("#cards > [data-card]");
  if (!card) return;
  edited = card;
  showEdited();
});
new ResizeObserver(() => fit()).observe(stage);
