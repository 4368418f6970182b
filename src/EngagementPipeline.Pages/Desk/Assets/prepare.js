// The list of a project's sessions: those that are near are put on this device, so that they can be captured without signal.

import { startDevice } from "./on-device.js";
import { prepare } from "./prepared.js";

const list = document.querySelector("[data-sessions-of]");
const rows = Array.from(list?.querySelectorAll("[data-session]") ?? []);
let prepared = [];

const { vault, who, sender } = await startDevice(() => prepared.length > 0);
if (vault && who && list) {
  const { sessionsOf: id, title, parentBelow, noteStandsIn } = list.dataset;
  const project = { id, title, parentBelow: Number(parentBelow), noteStandsIn: noteStandsIn === "true" };
  const sessions = rows.map(({ dataset: { session, place, heldOn } }) => ({ project, id: session, place, heldOn }));
  prepared = await prepare(vault, sessions).catch(() => []);
  for (const { id: session } of prepared) rows.find((row) => row.dataset.session === session).querySelector("[data-on-device]").hidden = false;
  sender?.dispatchEvent(new Event("change"));
}
