// Sends what waits, as soon as it can: when something is kept, when the page opens or is looked at again, when the signal comes
// back, and when somebody asks for it. A record leaves the device once the service has acknowledged it, never before.

import { call } from "./call.js";
import { lookThrough } from "./queue.js";
import { exclusively } from "./vault.js";

const mostInOneCall = 50; // the service takes 500; with a poor signal small parcels arrive
const patience = 60_000; // ms for one call
const waits = [5, 15, 30, 60, 120, 300]; // seconds before trying again by itself

/**
 * Tells "change" when what waits may have changed, and "answer" with {name, status, body?, problem?} for each record that the
 * service answered, in whichever tab it was sent. `trouble` says why nothing goes: offline, signed-out, somebody-else, not-allowed,
 * away; null when nothing is wrong.
 */
export class Sender extends EventTarget {
  trouble = null;
  sending = false;
  #vault;
  #by;
  #channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("capture") : null;
  #answers = new Map();
  #failures = 0;
  #running = null;
  #again = false;
  #timer;

  constructor(vault, by) {
    super();
    this.#vault = vault;
    this.#by = by;
    this.#channel?.addEventListener("message", ({ data }) => this.#hear(data));
  }

  start() {
    addEventListener("online", () => this.now());
    addEventListener("offline", () => this.#tell("offline"));
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") this.now(); });
    return this.now();
  }

  /** Whether there is any point in waiting for an answer. */
  get hopeful() {
    return navigator.onLine !== false && this.trouble === null;
  }

  /** Says to every tab that something was kept, changed or discarded. */
  changed() {
    this.#channel?.postMessage([]);
    this.#hear([]);
  }

  now() {
    clearTimeout(this.#timer);
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#sendAll().finally(() => {
      this.#running = null;
      if (!this.#again) return;
      this.#again = false;
      this.now();
    });
    return this.#running;
  }

  /** The answers to these records; after so many milliseconds only those that have come. */
  answersTo(names, within) {
    const known = () => new Map(names.filter((name) => this.#answers.has(name)).map((name) => [name, this.#answers.get(name)]));
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        this.removeEventListener("answer", look);
        this.removeEventListener("change", look);
        resolve(known());
      };
      const look = () => { if (known().size === names.length || this.trouble) settle(); };
      const timer = setTimeout(settle, within);
      this.addEventListener("answer", look);
      this.addEventListener("change", look);
      look();
    });
  }

  async #sendAll() {
    // One tab at a time. Were two to send the same, nothing would happen twice: every id was made on this device.
    const trouble = await exclusively("capture-sending", () => this.#sendUntilEmpty().catch(() => "away"));
    this.sending = false;
    this.#tell(trouble);
    if (trouble === null) this.#failures = 0;
    if (trouble === "offline" || trouble === "away") {
      const wait = waits[Math.min(this.#failures++, waits.length - 1)] * (0.8 + 0.4 * Math.random());
      this.#timer = setTimeout(() => this.now(), wait * 1000);
    }
  }

  async #sendUntilEmpty() {
    for (let most = mostInOneCall; ;) {
      const batch = (await lookThrough(this.#vault, this.#by)).waiting.slice(0, most);
      if (batch.length === 0) return null;
      if (navigator.onLine === false) return "offline";
      this.sending = true;
      this.dispatchEvent(new Event("change"));

      const items = batch.map(({ value: { path, body } }) => ({ method: "PUT", path, body }));
      const answer = await call("POST", "/api/sync", { items, by: this.#by }, { signal: AbortSignal.timeout(patience) });
      const results = answer.body?.results;
      if (answer.ok && results?.length === batch.length) {
        if (!(await this.#settle(batch, results))) return "away";
      } else if ((answer.status === 400 || answer.status === 413) && batch.length > 1) {
        most = Math.ceil(batch.length / 2);
      } else if (answer.status === 400 || answer.status === 413) {
        await this.#settle(batch, [{ status: answer.status, problem: answer.problem }]);
      } else {
        return troubleOf(answer);
      }
    }
  }

  /** Takes each answer in. False when the service could not do all of it, and the rest has to wait. */
  async #settle(batch, results) {
    const answers = batch.map(({ name }, i) => ({ name, ...results[i] }));
    const done = answers.filter(({ status }) => status >= 200 && status < 300);
    const refused = answers.filter(({ status }) => status >= 400 && status < 500 && ![401, 408, 429].includes(status));
    const records = new Map(batch.map(({ name, value }) => [name, value]));
    await this.#vault.change({
      put: Object.fromEntries(refused.map(({ name, status, problem }) =>
        [name, { ...records.get(name), problem: problem ?? { status, title: "The service does not take this" } }])),
      remove: done.map(({ name }) => name),
    });
    this.#channel?.postMessage([...done, ...refused]);
    this.#hear([...done, ...refused]);
    return done.length + refused.length === answers.length;
  }

  #hear(answers) {
    for (const answer of answers) {
      this.#answers.set(answer.name, answer);
      this.dispatchEvent(new CustomEvent("answer", { detail: answer }));
    }
    this.dispatchEvent(new Event("change"));
  }

  #tell(trouble) {
    this.trouble = trouble;
    this.dispatchEvent(new Event("change"));
  }
}

function troubleOf({ status, problem }) {
  if (status === 0) return "offline";
  if (status === 401) return "signed-out";
  if (problem?.code === "captured-by-somebody-else") return "somebody-else";
  return status === 403 ? "not-allowed" : "away";
}
