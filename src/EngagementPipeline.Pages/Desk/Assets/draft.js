// Whom one is with, and the words that are not kept yet: phones close pages that nobody looks at, in the middle of a sentence.

const pause = 500; // ms without typing

/** One for each author and session, so that nobody's takes another's place; the name tells neither. */
export async function draftName(by, session) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${by} ${session}`));
  return `draft/${Array.from(new Uint8Array(hash).slice(0, 12), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

export const draftUnder = (vault, name) => vault.read(name).catch(() => undefined);

/** Keeps `what()` while the form is typed in. Gives a function that keeps it now, and with false forgets it. */
export function keepDraft(vault, name, form, what) {
  let timer;
  const now = (anything = true) => {
    clearTimeout(timer);
    const draft = anything ? what() : null;
    return vault.change(draft ? { put: { [name]: draft } } : { remove: [name] }).catch(() => {}); // the words are on the page still
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(now, pause);
  });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") now(); });
  return now;
}
