// The history of a story: puts a version back, says what of it stayed out, and publishes it where that was asked, too.

import { call } from "./call.js";
import { sayNext } from "./say.js";

const blocked = "versions:not-published";

document.addEventListener("desk:done", async (event) => {
  const { restore, publish } = event.target.dataset;
  if (!restore) return;
  event.preventDefault(); // what is said here says more than desk.js would
  const { story, leftOut } = event.detail.body;
  const back = [`Version ${restore} is back, as version ${story.version}.`, ...leftOut.map((left) => left.message)].join(" ");
  if (!publish) return show(back, story.id);

  const answer = await call("POST", `/api/stories/${publish}/publish`);
  if (answer.ok) return show(`${back} Readers see it now.`, story.id);
  const { title, detail, problems = [] } = answer.problem;
  sessionStorage.setItem(blocked, JSON.stringify({ story: story.id, title, detail, problems }));
  show(back, story.id);
});

function show(text, story) {
  sayNext(text);
  location.assign(`/stories/${story}/versions`);
}

const kept = JSON.parse(sessionStorage.getItem(blocked) ?? "null");
sessionStorage.removeItem(blocked);
if (kept && location.pathname === `/stories/${kept.story}/versions`) tell(kept);
document.getElementById("differences-title")?.focus({ preventScroll: true });

/** What stands in the way of publishing, each with a way to its card. */
function tell({ story, title, detail, problems }) {
  const place = document.getElementById("not-published");
  const note = document.createElement("div");
  note.className = "errors";
  note.tabIndex = -1;
  note.append(made("h2", "It is back, but not published"), made("p", [title, detail].filter(Boolean).join(". ")));
  const list = document.createElement("ul");
  for (const { card, message } of problems) {
    const row = document.createElement("li");
    if (card) {
      const link = made("a", message);
      link.href = `/stories/${story}#card-${encodeURIComponent(card)}`;
      row.append(link);
    } else row.textContent = message;
    list.append(row);
  }
  if (problems.length > 0) note.append(list);
  place.replaceChildren(note);
  note.focus({ preventScroll: true });
}

function made(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
