// Sets when a story is to be published and taken down. What is typed is London's time; what is sent is an instant.

import { call } from "./call.js";
import { confirmed } from "./confirm.js";
import { clearErrors, showProblem } from "./forms.js";
import { instantOf } from "./london.js";
import { sayNext } from "./say.js";

const form = document.getElementById("set-schedule");
const fields = ["publishAt", "unpublishAt"].map((name) => form.elements.namedItem(name));

for (const field of fields) {
  field.addEventListener("input", () => {
    document.getElementById(`${field.name}-meant`).textContent = instantOf(field.value)?.note ?? "";
  });
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  clearErrors(form);
  const half = fields.filter((field) => field.validity.badInput);
  if (half.length > 0) {
    showProblem(form, { title: "A time is not whole", errors: Object.fromEntries(half.map((field) => [field.name, ["Give a day and a time."]])) });
    return;
  }
  const [publish, unpublish] = fields.map((field) => instantOf(field.value));
  if (publish && !(await confirmed({ title: "Publish it by itself?", text: question(publish, unpublish), yes: "Set the time", danger: false }))) return;

  const onWithdrawal = document.querySelector("#publish [name=onWithdrawal]:checked")?.value;
  form.ariaBusy = "true";
  const answer = await call("PUT", `/api/stories/${form.dataset.story}/schedule`, {
    publishAt: publish?.instant, unpublishAt: unpublish?.instant, onWithdrawal: publish ? onWithdrawal : undefined,
  });
  form.ariaBusy = null;
  if (!answer.ok) {
    showProblem(form, answer.problem);
    return;
  }
  sayNext("The time is set. You can call it off until then.");
  location.reload();
});

function question(publish, unpublish) {
  const until = unpublish ? ` It is taken down again on ${said(unpublish)}.` : "";
  return `On ${said(publish)} readers see the version that is newest then, if nothing stands in its way.${until} You can call it off until then.`;
}

const said = ({ shown }) => new Date(`${shown}:00Z`).toLocaleString("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
