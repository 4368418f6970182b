// What stands in the way of publishing, publishing, and the codes of shares.

import { call } from "./call.js";
import { confirmed } from "./confirm.js";
import { showProblem, valuesOf } from "./forms.js";
import { newCode } from "./ids.js";
import { sayNext } from "./say.js";
import { slugOf } from "./slugs.js";
import { root } from "./story-fields.js";
import { save, state } from "./story-saving.js";

const { story } = root.dataset;
const place = document.getElementById("check");

export async function check() {
  const answer = await call("GET", `/api/stories/${story}/check`);
  if (answer.ok) showProblems(answer.body.problems ?? []);
}

function showProblems(problems) {
  place.replaceChildren();
  if (!problems.some((problem) => problem.blocks)) {
    const ready = document.createElement("p");
    ready.className = "notice done";
    ready.dataset.ready = "";
    ready.textContent = "Nothing stands in its way.";
    place.append(ready);
  }
  listProblems("Before it can be published:", problems.filter((problem) => problem.blocks));
  listProblems("It could be better still:", problems.filter((problem) => !problem.blocks));
}

function listProblems(title, problems) {
  if (problems.length === 0) return;
  const heading = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = title;
  heading.append(strong);
  const items = document.createElement("ul");
  for (const { card, message } of problems) {
    const item = document.createElement("li");
    if (card) {
      const link = document.createElement("a");
      link.href = `#card-${card}`;
      link.textContent = message;
      item.append(link);
    } else {
      item.textContent = message;
    }
    items.append(item);
  }
  place.append(heading, items);
}

place.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  const card = document.getElementById(link.hash.slice(1));
  card?.scrollIntoView({ block: "center" });
  card?.querySelector("[data-field]:not([data-kind=list], [data-kind=key], [type=hidden]), [data-upload], [data-add-entry]")?.focus({ preventScroll: true });
});

// The tab is opened before waiting, or the browser takes it for a pop-up that nobody asked for.
document.getElementById("preview").addEventListener("click", async (event) => {
  if (!state.unsaved) return;
  event.preventDefault();
  const tab = open("about:blank", "_blank");
  if (await save({ asked: true })) tab?.location.replace(event.target.closest("a").href);
  else tab?.close();
});

const publishing = document.getElementById("publish");
publishing.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (publishing.ariaBusy === "true") return;
  if (state.unsaved && !(await save({ asked: true }))) return;
  const sure = await confirmed({
    title: "Publish this page?",
    text: "Anybody who has its address can read it from then on.",
    yes: "Publish to everyone",
    danger: false,
  });
  if (!sure) return;

  publishing.ariaBusy = "true";
  event.submitter?.setAttribute("aria-busy", "true");
  const answer = await call("POST", `/api/stories/${story}/publish`, valuesOf(publishing));
  publishing.ariaBusy = null;
  event.submitter?.removeAttribute("aria-busy");
  if (answer.ok) {
    sayNext(`Published. Readers find it at ${answer.body.url}`);
    location.reload();
  } else {
    showProblem(publishing, answer.problem);
    if (answer.problem.problems?.length > 0) showProblems(answer.problem.problems);
  }
});

// A share's code says with whom, until somebody writes another one.
const share = document.getElementById("share");
const to = share?.elements.namedItem("to");
const code = share?.elements.namedItem("code");
let ownCode = false;
code?.addEventListener("input", () => { ownCode = code.value !== ""; });
to?.addEventListener("input", () => { if (!ownCode) code.value = `${slugOf(to.value, 24)}-${newCode(4)}`.replace(/^-/, ""); });
