// The queue by keyboard, and what becomes of a quote once it is decided. The keys work while a quote has the focus, and not
// while somebody types.

import { say } from "./say.js";

const queue = document.querySelector(".queue");
const quotes = () => Array.from(queue?.querySelectorAll(".voice") ?? []);
const current = () => document.activeElement?.closest(".voice");

queue?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const quote = current();
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") {
    event.preventDefault();
    move(quote, key === "j" ? 1 : -1);
    return;
  }
  const control = quote?.querySelector(`.voice-acts:not([hidden]) [data-key="${CSS.escape(key)}"]`);
  if (!control) return;
  event.preventDefault();
  control.click();
  control.closest("details")?.querySelector("textarea, input:not([type=hidden])")?.focus();
});

function move(quote, by) {
  const all = quotes();
  const next = all[Math.min(Math.max(all.indexOf(quote) + by, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

queue?.addEventListener("desk:done", (event) => {
  event.preventDefault();
  const form = event.target;
  const quote = form.closest(".voice");
  say(form.dataset.said);
  quote.querySelector("[data-decision]").textContent = form.dataset.decided;
  show(quote, true);

  const waiting = quotes().filter((q) => !q.classList.contains("decided"));
  const next = waiting.find((q) => quote.compareDocumentPosition(q) & Node.DOCUMENT_POSITION_FOLLOWING) ?? waiting[0];
  if (next) next.focus();
  else say("That was the last one here.");
});

queue?.addEventListener("click", (event) => {
  if (!event.target.matches("[data-change]")) return;
  const quote = event.target.closest(".voice");
  show(quote, false);
  quote.focus();
});

function show(quote, decided) {
  quote.classList.toggle("decided", decided);
  quote.querySelector(".voice-acts").hidden = decided;
  quote.querySelector(".voice-decided").hidden = !decided;
  for (const open of quote.querySelectorAll("details[open].act")) open.open = false;
}

// The keyboard starts at the first quote at once.
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "j" && document.activeElement === document.body) move(null, 1);
});
