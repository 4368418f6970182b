// The progress line, where the browser can't draw it by itself.
const line = document.querySelector(".progress");
if (line && !CSS.supports("animation-timeline: scroll()")) {
  const read = () => {
    const page = document.documentElement;
    line.style.setProperty("--read", page.scrollTop / Math.max(1, page.scrollHeight - page.clientHeight));
  };
  addEventListener("scroll", read, { passive: true });
  read();
}
// Saying no to being counted: by the browser's own signal, or by the button. Kept in this page's memory only.
const no = document.querySelector("#do-not-count");
if (no) {
  const root = document.documentElement;
  const uncount = words => {
    root.dataset.count = "no";
    no.hidden = true;
    document.querySelector("#counted").textContent = words;
    document.dispatchEvent(new Event("story:uncount"));
  };
  if (navigator.globalPrivacyControl || navigator.doNotTrack === "1") uncount("Your browser asks not to be counted, so this visit is not.");
  else {
    no.hidden = false;
    no.addEventListener("click", () => uncount("This visit is no longer counted."));
  }
}
// What folds is open in the page itself, for readers without scripts and for paper.
const folds = document.querySelectorAll("details.fold");
for (const fold of folds) {
  fold.open = false;
  fold.firstElementChild.addEventListener("click", () => fold.dispatchEvent(new Event("story:used", { bubbles: true })));
}
if (folds.length) {
  let shut = [];
  addEventListener("beforeprint", () => { shut = [...folds].filter(fold => !fold.open); for (const fold of shut) fold.open = true; });
  addEventListener("afterprint", () => { for (const fold of shut) fold.open = false; });
}
