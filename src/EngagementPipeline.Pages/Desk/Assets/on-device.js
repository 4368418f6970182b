// What every page of capture starts with: the worker that lets it open without signal, the vault, whoever works here, and the bar.

import { showDevice } from "./device.js";
import { whoWorks, worksHere } from "./prepared.js";
import { Sender } from "./sending.js";
import { openVault } from "./vault.js";

/**
 * `ready` says whether what this page needs is on the device.
 * @returns {Promise<{vault?: object, who?: {id: string, name: string}, sender?: Sender}>} without a sender nothing can be kept here.
 */
export async function startDevice(ready = () => false) {
  const bar = document.querySelector("[data-device]");
  const vault = await openVault();
  const signedIn = bar.dataset.worker ? { id: bar.dataset.worker, name: bar.dataset.workerName } : null;
  if (vault && signedIn) await worksHere(vault, signedIn).catch(() => {}); // no room: the bar says what that means
  const who = signedIn ?? (vault && (await whoWorks(vault).catch(() => null))) ?? null;
  const sender = vault && who ? new Sender(vault, who.id) : null;

  const worker = { there: false };
  startWorker().then((there) => {
    worker.there = there;
    sender?.dispatchEvent(new Event("change"));
  });
  await showDevice(bar, { vault, sender, who, ready: () => worker.there && ready() });
  sender?.start();
  return { vault, who, sender };
}

/** True once this page would open without signal. */
async function startWorker() {
  if (!navigator.serviceWorker) return false;
  try {
    await navigator.serviceWorker.register("/capture-worker.js", { scope: "/capture", updateViaCache: "none" });
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    return false;
  }
}
