// Follows a report's files on their way to the library. Once none is moving the page is shown anew, where that says anything new.

import { call } from "./call.js";

const often = 2000;
const seldom = 30_000;
const panel = document.getElementById("library");

if (panel?.dataset.underWay !== undefined) follow();

async function follow() {
  for (let wait = often; ; ) {
    await new Promise((settle) => setTimeout(settle, wait));
    const answer = await call("GET", panel.dataset.deliveries);
    if (!answer.ok || !answer.body?.items) {
      wait = seldom;
      continue;
    }
    const { items } = answer.body;
    for (const { form, sent } of items) {
      const bar = panel.querySelector(`[data-form="${form}"] progress`);
      if (bar) bar.value = sent;
    }
    const moving = items.some(isMoving);
    if (!moving && items.some(isNews)) break;
    wait = moving ? often : seldom;
  }
  // Somebody who is writing or choosing on the page is not taken away from it.
  if (!document.querySelector("dialog[open]") && !["INPUT", "TEXTAREA", "SELECT"].includes(document.activeElement?.tagName)) location.reload();
}

/** What waits for a time stands still until then. */
const isMoving = ({ state, goesOnAt }) => ["waiting", "sending"].includes(state) && !(goesOnAt && Date.parse(goesOnAt) > Date.now());

/** Whether the page says otherwise. It says times to the second or finer. */
function isNews({ form, state, goesOnAt }) {
  const shown = panel.querySelector(`[data-form="${form}"]`)?.dataset;
  if (shown?.state !== state) return true;
  const [here, there] = [shown.goesOn, goesOnAt].map((time) => (time ? Date.parse(time) : 0));
  return Math.abs(here - there) >= 1000;
}
