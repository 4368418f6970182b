// Announces a story: what is typed stands in the draft at once, and London's time is sent as an instant.

import { call } from "./call.js";
import { confirmed } from "./confirm.js";
import { clearErrors, missingIn, showProblem, valuesOf } from "./forms.js";
import { instantOf } from "./london.js";
import { sayNext } from "./say.js";

for (const form of document.querySelectorAll("form[data-announce]")) {
  const place = document.querySelector(`#${form.dataset.draft} [data-introduction]`);
  form.elements.namedItem("introduction").addEventListener("input", ({ target }) => {
    place.replaceChildren(...linesOf(target.value).map(paragraph));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}

async function send(form) {
  if (form.ariaBusy === "true") return;
  clearErrors(form);
  const missing = missingIn(form);
  if (Object.keys(missing).length > 0) {
    showProblem(form, { title: "Some answers are missing", errors: missing });
    return;
  }
  const { introduction, level, sendAt } = valuesOf(form);
  const at = sendAt ? instantOf(sendAt) : null;
  const question = at ? { title: "Send it by itself?", text: "You can call it off until then.", yes: "Set the time", danger: false }
    : { title: "Send it now?", text: "What was sent to people can’t be called back.", yes: "Send it", danger: false };
  if (!(await confirmed(question))) return;

  const body = { by: form.dataset.by, level, introduction, sendAt: at?.instant };
  const sent = await ask(form, "PUT", form.dataset.announce, body);
  const answer = toldAlready(sent) ? await askAgain(form, "PUT", form.dataset.announce, body, sent) : sent;
  if (!answer?.ok) {
    if (answer) showProblem(form, answer.problem);
    return;
  }
  sayNext(at ? "The time is set. You can call it off until then." : "It is on its way. What became of it stands below.");
  form.reset();
  location.reload();
}

// One that failed, while another of the same way went out: desk.js has shown what the service said.
document.addEventListener("desk:refused", async ({ target: form, detail: refused }) => {
  if (!toldAlready(refused)) return;
  const [method, path] = form.dataset.call.split(" ");
  const answer = await askAgain(form, method, path, {}, refused);
  if (!answer?.ok) {
    if (answer) showProblem(form, answer.problem);
    return;
  }
  sayNext(form.dataset.said);
  location.reload();
});

const toldAlready = ({ problem }) => problem?.code === "announced-already";

/** Another press for what they would get twice. Nothing when it is left as it is. */
async function askAgain(form, method, path, body, { problem }) {
  const question = { title: problem.title, text: problem.detail, yes: "Send it again" };
  return (await confirmed(question)) ? ask(form, method, path, { ...body, again: true }) : null;
}

async function ask(form, method, path, body) {
  form.ariaBusy = "true";
  const answer = await call(method, path, body);
  form.ariaBusy = null;
  return answer;
}

const linesOf = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}
