// The story editor: starts its parts and ties them together. Each part says in its first lines what it does.

import { offerKept } from "./story-back.js";
import { resolve } from "./story-conflict.js";
import { number, root } from "./story-fields.js";
import { drawPreview } from "./story-preview.js";
import { check } from "./story-publish.js";
import { startSaving } from "./story-saving.js";
import "./story-cards.js";
import "./story-drag.js";
import "./story-media.js";

number();
drawPreview();
const saving = startSaving({
  conflict: resolve,
  saved() {
    check();
    drawPreview();
  },
});
// Until here nothing listened: what was typed would not have been kept, and a button would have done nothing.
root.inert = false;
await offerKept(await saving);
document.documentElement.dataset.ready = "editor";
