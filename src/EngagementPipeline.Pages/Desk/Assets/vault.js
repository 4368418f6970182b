// What this device keeps, each thing sealed with AES-GCM under a key that no script can take out of the browser. IndexedDB holds
// the key and the sealed things; their names ("queue/0001792839123456", "session/…") say nothing about anybody.

const keys = "keys";
const things = "things";

let opened;

/** The vault, or null where this browser keeps nothing: a private window, storage switched off, an address without encryption. */
export function openVault() {
  opened ??= open().catch(() => null);
  return opened;
}

/** Does one thing at a time across every tab of this browser, where the browser can. */
export function exclusively(name, act) {
  return navigator.locks ? navigator.locks.request(name, act) : act();
}

async function open() {
  if (!globalThis.indexedDB || !globalThis.crypto?.subtle) return null;
  const asked = indexedDB.open("capture", 1);
  asked.addEventListener("upgradeneeded", () => {
    asked.result.createObjectStore(keys);
    asked.result.createObjectStore(things);
  });
  const database = await answered(asked);
  const forget = () => { opened = undefined; };
  database.addEventListener("close", forget);
  database.addEventListener("versionchange", () => { database.close(); forget(); });
  return new Vault(database, await keyOf(database));
}

/** Whichever tab comes first makes the key; it never changes after that. */
async function keyOf(database) {
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const change = database.transaction(keys, "readwrite", { durability: "strict" });
  const standing = await answered(change.objectStore(keys).get("device"));
  if (!standing) change.objectStore(keys).put(made, "device");
  await finished(change);
  return standing ?? made;
}

class Vault {
  #database;
  #key;

  constructor(database, key) {
    this.#database = database;
    this.#key = key;
  }

  /** Undefined where there is no such thing. */
  async read(name) {
    const sealed = await answered(this.#read().get(name));
    return sealed && this.#opened(name, sealed);
  }

  /** Everything whose name begins so, by name: {name, value}. What can't be opened has an `unreadable` instead of a value. */
  async readAll(prefix) {
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const store = this.#read();
    const [names, sealed] = await Promise.all([answered(store.getAllKeys(range)), answered(store.getAll(range))]);
    return Promise.all(names.map((name, i) =>
      this.#opened(name, sealed[i]).then((value) => ({ name, value }), () => ({ name, unreadable: true }))));
  }

  async lastName(prefix) {
    const cursor = await answered(this.#read().openKeyCursor(IDBKeyRange.bound(prefix, `${prefix}\uffff`), "prev"));
    return cursor?.key;
  }

  /** All of it or none of it, and on the disk when this is done. Throws where there is no room. */
  async change({ put = {}, remove = [] }) {
    const sealed = await Promise.all(Object.entries(put).map(async ([name, value]) => [name, await this.#sealed(name, value)]));
    const change = this.#database.transaction(things, "readwrite", { durability: "strict" });
    const store = change.objectStore(things);
    for (const [name, value] of sealed) store.put(value, name);
    for (const name of remove) store.delete(name);
    await finished(change);
  }

  #read() {
    return this.#database.transaction(things).objectStore(things);
  }

  // The name is sealed in: a thing that was put under another name does not open.
  async #sealed(name, value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = new TextEncoder().encode(JSON.stringify(value));
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) }, this.#key, data) };
  }

  async #opened(name, { iv, data }) {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) }, this.#key, data);
    return JSON.parse(new TextDecoder().decode(plain));
  }
}

const answered = (request) => new Promise((resolve, reject) => {
  request.addEventListener("success", () => resolve(request.result));
  request.addEventListener("error", () => reject(request.error));
});

const finished = (change) => new Promise((resolve, reject) => {
  change.addEventListener("complete", () => resolve());
  change.addEventListener("abort", () => reject(change.error ?? new Error("Nothing was kept.")));
});
