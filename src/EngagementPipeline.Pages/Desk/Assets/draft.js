// Whom one is with, and the words that are not kept yet: phones close pages that nobody looks at, in the middle of a sentence.

const name = "draft";
const pause = 500; // ms without typing

/** The draft of this session, if it is mine. */
export async function draftOf(vault, by, session) {
  const draft = await vault.read(name).catch(() => undefined);
  return draft?.by === by && draft.session === session ? draft : undefined;
}

/** Keeps `what()` while the form is typed in. Gives a function that keeps it now, and with false forgets it. */
export function keepDraft(vault, form, what) {
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
