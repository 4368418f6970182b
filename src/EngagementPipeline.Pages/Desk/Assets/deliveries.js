// Follows a report's files on their way to the library; once none is under way the page is shown anew.

import { call } from "./call.js";

const every = 2000;
const panel = document.getElementById("library");

if (panel?.dataset.underWay !== undefined) follow();

async function follow() {
  for (;;) {
    await new Promise((settle) => setTimeout(settle, every));
    const answer = await call("GET", panel.dataset.deliveries);
    if (!answer.ok || !answer.body?.items) continue;
    for (const { form, sent } of answer.body.items) {
      const bar = panel.querySelector(`[data-form="${form}"] progress`);
      if (bar) bar.value = sent;
    }
    if (answer.body.items.every(({ state, goesOnAt }) => !["waiting", "sending"].includes(state) || goesOnAt)) break;
  }
  // Somebody who is writing or choosing on the page is not taken away from it.
  if (!document.querySelector("dialog[open]") && !["INPUT", "TEXTAREA", "SELECT"].includes(document.activeElement?.tagName)) location.reload();
}
