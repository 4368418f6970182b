// Signing out of a device that others use too: what was prepared on it is forgotten, and somebody who has records waiting is told.

import { confirmed } from "./confirm.js";
import { lookThrough } from "./queue.js";
import { openVault } from "./vault.js";
import { forget, whoWorks } from "./prepared.js";

document.addEventListener("click", async (event) => {
  const link = event.target instanceof Element ? event.target.closest("[data-sign-out]") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const vault = await openVault();
  const who = vault && (await whoWorks(vault));
  if (who) {
    const { waiting, refused } = await lookThrough(vault, who.id);
    const left = waiting.length + refused.length;
    const title = `${left} ${left === 1 ? "record has" : "records have"} not been sent yet`;
    const text = "They stay on this device, encrypted, until you sign in here again. If there is signal, send them first.";
    if (left > 0 && !(await confirmed({ title, text, yes: "Sign out" }))) return;
    await forget(vault);
  }
  location.assign(link.href);
});
