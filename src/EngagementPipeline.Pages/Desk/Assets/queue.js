// The calls that wait to be sent, in the order in which they were made. Each is {by, path, body, session, at}, and once the service
// refused it also `problem`. Nothing leaves the queue but by an acknowledgement or by somebody's own decision.

import { exclusively } from "./vault.js";

const prefix = "queue/";

/** Puts calls at the end, all or none of them, with whatever else belongs to them. Gives their names. */
export function keep(vault, records, also = {}) {
  return exclusively("capture-queue", async () => {
    const last = await vault.lastName(prefix);
    // Names only ever grow, so an answer that comes late never meets another record under its name.
    let number = Math.max(last ? Number(last.slice(prefix.length)) + 1 : 0, Date.now() * 1000);
    const named = records.map((record) => [`${prefix}${String(number++).padStart(16, "0")}`, record]);
    await vault.change({ put: { ...Object.fromEntries(named), ...also } });
    return named.map(([name]) => name);
  });
}

/** What is there: mine that waits, mine that was refused, how much of somebody else's, and how much can't be opened. */
export async function lookThrough(vault, by) {
  const all = await vault.readAll(prefix);
  const readable = all.filter((record) => !record.unreadable);
  const mine = readable.filter(({ value }) => value.by === by);
  return {
    waiting: mine.filter(({ value }) => !value.problem),
    refused: mine.filter(({ value }) => value.problem),
    others: readable.length - mine.length,
    unreadable: all.length - readable.length,
  };
}

/** participants, consents, voices or sessions. */
export const kindOf = (record) => record.path.split("/")[4];

export const idOf = (record) => record.path.split("/")[5];

/** Whom it is about; undefined for a session. */
export const participantOf = (record) => (kindOf(record) === "participants" ? idOf(record) : record.body.participant);

/** What workers call somebody who has no name here: the end of the participant's id. */
export const referenceOf = (participant) => participant?.slice(-6) ?? "";
