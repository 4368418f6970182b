// What is not saved yet is kept in this browser, sealed, until it is: documents only, which name quotes by their ids and hold none of their words.
//   story/…/unsaved  what the service has not taken yet; forgotten once it has
//   story/…/aside    what somebody gave up for a colleague's version; until it is brought back or thrown away

import { openVault } from "./vault.js";

export class Kept {
  #vault;
  #name;

  /** By whom and of which story, so that nobody is offered what is another's; the names tell neither. */
  static async open(by, story) {
    const kept = new Kept();
    kept.#vault = await openVault();
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${by} ${story}`)).catch(() => null);
    if (!kept.#vault || !hash) return null;
    kept.#name = `story/${Array.from(new Uint8Array(hash).slice(0, 12), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
    return kept;
  }

  /** {document, base, at}, or undefined. */
  read(what) {
    return this.#vault.read(`${this.#name}/${what}`).catch(() => undefined);
  }

  /** @returns {Promise<boolean>} whether it is there now. */
  keep(what, value) {
    return this.#vault.change({ put: { [`${this.#name}/${what}`]: value } }).then(() => true, () => false);
  }

  forget(what) {
    return this.#vault.change({ remove: [`${this.#name}/${what}`] }).catch(() => {});
  }
}
