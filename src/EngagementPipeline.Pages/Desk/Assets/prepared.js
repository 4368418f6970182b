// Sessions that were prepared on this device, and for whom: enough to capture without signal. They hold no young person's words.

const prefix = "session/";
const keptFor = 14; // days after a session was held

const dayOf = (instant) => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London", year: "numeric", month: "2-digit", day: "2-digit" }).format(instant);

/** Today in London, as 2026-11-26. */
export const today = () => dayOf(Date.now());

export const dayInWords = (day) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" }).format(new Date(`${day}T00:00:00Z`));

/** Who works on this device: {id, name}; undefined until somebody has signed in on it, and after they signed out. */
export const whoWorks = (vault) => vault.read("who");

/** Notes who is signed in. What was prepared for somebody before is forgotten; what they captured is not. */
export async function worksHere(vault, who) {
  const before = await whoWorks(vault);
  if (before && before.id !== who.id) await forget(vault);
  await vault.change({ put: { who } });
}

/** {project: {id, title, parentBelow, noteStandsIn}, id, place, heldOn}, those of long ago left out. */
export async function prepare(vault, sessions) {
  const recent = sessions.filter(({ heldOn }) => heldOn >= dayOf(Date.now() - keptFor * 86_400_000));
  await vault.change({ put: Object.fromEntries(recent.map((session) => [`${prefix}${session.id}`, session])) });
  return recent;
}

export const findPrepared = (vault, session) => vault.read(`${prefix}${session}`);

/** Newest first; what is past its time is taken away. */
export async function allPrepared(vault) {
  const since = dayOf(Date.now() - keptFor * 86_400_000);
  const all = await vault.readAll(prefix);
  const old = all.filter(({ value }) => !value || value.heldOn < since);
  if (old.length > 0) await vault.change({ remove: old.map(({ name }) => name) });
  return all.filter((one) => !old.includes(one)).map(({ value }) => value).sort((a, b) => (a.heldOn < b.heldOn ? 1 : -1));
}

/** On signing out: sessions and name go; what waits, and what was being typed, stays sealed until its author signs in here again. */
export async function forget(vault) {
  const all = await vault.readAll(prefix);
  await vault.change({ remove: ["who", ...all.map(({ name }) => name)] });
}
