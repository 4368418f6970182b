// The bar at the top of capture: how much waits on this device, what was not accepted, and which codes nobody has handed over yet.

import { codesToHandOver, handedOver } from "./codes.js";
import { confirmed } from "./confirm.js";
import { lookThrough, participantOf } from "./queue.js";
import { refusedItem } from "./refused.js";
import { say } from "./say.js";

const count = (number, one, many) => `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;

const troubles = {
  offline: "No signal. Whatever you record is saved on this device, and sent by itself later.",
  away: "The service does not answer just now. Whatever you record is saved on this device, and sent by itself later.",
  "signed-out": "You have been signed out. Nothing is lost: sign in again, and it is sent.",
  "somebody-else": "Somebody else is signed in now. What you recorded waits until you sign in again.",
  "not-allowed": "You no longer have the role that recording needs. Ask your administrator. Nothing is lost.",
};

/** Shows the bar, and keeps it true. `who` is null where nobody has signed in on this device. */
export async function showDevice(bar, { vault, sender, who, ready }) {
  const state = bar.querySelector("[data-device-state]");
  const note = bar.querySelector("[data-device-note]");
  const sendNow = bar.querySelector("[data-send-now]");
  const signIn = bar.querySelector("[data-sign-in]");
  let showing = Promise.resolve();
  bar.hidden = false;

  if (!vault) {
    setText(state, "Nothing can be kept on this device.");
    setText(note, "This browser keeps nothing here: a private window, perhaps. What you record is sent at once, and only while there is signal.");
    return;
  }
  if (!who) {
    setText(state, "Nobody is signed in on this device.");
    setText(note, "Sign in once while there is signal. After that it works without.");
    signIn.hidden = false;
    return;
  }

  sendNow.addEventListener("click", () => sender.now());
  signIn.href = `/.auth/login/aad?post_login_redirect_uri=${encodeURIComponent(location.pathname + location.search)}`;
  bar.addEventListener("click", (event) => act(event.target));
  sender.addEventListener("change", () => show());
  askToBeKept();
  offerToInstall(bar.querySelector("[data-install]"));
  await show();

  // Changes come in quick succession, and looking takes a moment: one look after the other.
  function show() {
    showing = showing.then(() => showNow()).catch(() => setText(state, "What is on this device cannot be read just now. Open the page again."));
    return showing;
  }

  async function showNow() {
    const { waiting, refused, others, unreadable } = await lookThrough(vault, who.id);
    bar.dataset.waiting = String(waiting.length);
    bar.dataset.refused = String(refused.length);
    setText(state, inWords(waiting.length, refused.length));
    // Where the bar is out of sight: beside the button for the next person.
    for (const place of document.querySelectorAll("[data-count-here]")) setText(place, inWords(waiting.length, refused.length));
    state.classList.toggle("done", waiting.length === 0 && refused.length === 0);
    const referred = waiting.concat(refused).filter(({ value }) => value.body.refer).length;
    const lines = [
      referred > 0 ? `${count(referred, "is", "are")} for the safeguarding lead, who knows nothing of it yet. Phone them.` : null,
      troubles[sender.trouble],
      sender.trouble === null && ready() ? "This session works without signal, too." : null,
      others > 0 ? `${count(others, "record", "records")} of somebody else wait here until that person signs in.` : null,
      unreadable > 0 ? `${count(unreadable, "record", "records")} on this device cannot be opened any more. Tell your administrator.` : null,
    ].filter(Boolean);
    setText(note, lines.join(" "));
    sendNow.hidden = waiting.length === 0;
    sendNow.ariaBusy = sender.sending ? "true" : null;
    signIn.hidden = !["signed-out", "somebody-else"].includes(sender.trouble);
    showRefused(refused);
    await showCodes(new Set(waiting.concat(refused).map(({ value }) => value.path.split("/")[5])));
  }

  function showRefused(refused) {
    const place = bar.querySelector("[data-refused]");
    place.hidden = refused.length === 0;
    const list = place.querySelector("ol");
    const standing = new Map(Array.from(list.children, (item) => [item.dataset.name, item]));
    // What somebody is correcting just now stays as it is, and is not even moved: that would take the keyboard away from them.
    showItems(list, refused.map(({ name, value }) => {
      const item = standing.get(name);
      return item?.dataset.problem === JSON.stringify(value.problem) ? item : refusedItem(name, value);
    }));
  }

  async function showCodes(notSent) {
    const place = bar.querySelector("[data-codes]");
    const codes = await codesToHandOver(vault, who.id);
    place.hidden = codes.length === 0;
    setText(place.querySelector("summary"), `${count(codes.length, "code", "codes")} to hand over`);
    const list = place.querySelector("ol");
    const standing = new Map(Array.from(list.children, (item) => [item.dataset.consent, item]));
    showItems(list, codes.map(({ name, value }) => {
      const made = codeItem(name.split("/")[1], value, notSent);
      const item = standing.get(made.dataset.consent);
      return item?.textContent === made.textContent ? item : made;
    }));
  }

  async function act(button) {
    if (!(button instanceof HTMLButtonElement)) return;
    const { handOver } = button.dataset;
    if (handOver) {
      await handedOver(vault, handOver);
      say("Good. The code is no longer on this device.");
      sender.changed();
      return;
    }
    const item = button.closest("[data-name]");
    if (!item) return;
    const name = item.dataset.name;
    const record = await vault.read(name);
    if (!record) return;
    if ("again" in button.dataset) await again(record);
    if ("correct" in button.dataset) await correct(name, record, item.corrected(record));
    if ("copyOut" in button.dataset) await copyOut(item);
    if ("discard" in button.dataset) await discard(name, record);
  }

  /** With everything else of the same person that was refused: one often hangs on another. */
  async function again(record, changed = {}) {
    const { refused } = await lookThrough(vault, who.id);
    const theirs = refused.filter(({ value }) => value === record || participantOf(value) === participantOf(record));
    const put = Object.fromEntries(theirs.map(({ name, value: { problem, ...rest } }) => [name, rest]));
    await vault.change({ put: { ...put, ...changed } });
    sender.changed();
    await sender.now();
  }

  async function correct(name, { problem, ...record }, body) {
    await again(record, { [name]: { ...record, body } });
  }

  async function copyOut(item) {
    try {
      await navigator.clipboard.writeText(item.inWords());
      say("Copied. Paste it where it is safe, and discard it here.");
    } catch {
      say("This browser does not let the page copy. Select the text and copy it yourself.", "trouble");
    }
  }

  async function discard(name, record) {
    const sure = await confirmed({ title: "Discard this record?", text: "It goes from this device for good, and was never recorded anywhere else.", yes: "Discard it" });
    if (!sure) return;
    await vault.change({ remove: [name, `code/${record.path.split("/")[5]}`] });
    say("Discarded.");
    sender.changed();
  }
}

function inWords(waiting, refused) {
  const parts = [];
  if (waiting > 0) parts.push(`${count(waiting, "waits", "wait")} to be sent`);
  if (refused > 0) parts.push(`${count(refused, "was", "were")} not accepted`);
  return parts.length > 0 ? `Saved on this device: ${parts.join(", ")}.` : "Everything is sent.";
}

function codeItem(consent, { code, reference, where }, notSent) {
  const item = document.createElement("li");
  item.dataset.consent = consent;
  const said = document.createElement("p");
  const shown = document.createElement("strong");
  shown.className = "code";
  shown.textContent = code;
  said.append(shown, ` for ${reference}, ${where}. ${notSent.has(consent) ? "It works once it has been sent." : "It works now."}`);
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.handOver = consent;
  button.textContent = "They have it";
  const who = document.createElement("span");
  who.className = "visually-hidden";
  who.textContent = ` (${reference})`;
  button.append(who);
  item.append(said, button);
  return item;
}

/** Makes these a list's items, in this order. Those that stand where they should are not touched, and keep the focus and what is typed. */
function showItems(list, items) {
  const wanted = new Set(items);
  for (const item of Array.from(list.children)) if (!wanted.has(item)) item.remove();
  items.forEach((item, place) => {
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
  });
}

/** A live region that is set to what it says already is read out again by some readers. */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = text === "";
}

/** Browsers clear what sites keep when they run short of room, unless asked not to. */
function askToBeKept() {
  navigator.storage?.persisted?.().then((kept) => kept || navigator.storage.persist()).catch(() => {});
}

function offerToInstall(button) {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    button.hidden = false;
    button.addEventListener("click", () => { button.hidden = true; event.prompt(); }, { once: true });
  });
}
