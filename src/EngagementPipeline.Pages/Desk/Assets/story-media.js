// Pictures and sounds of cards: chosen, made small, sent, and described. A description that is only a file's name, or says what everybody knows, is noticed.

import { confirmed } from "./confirm.js";
import { changed, root } from "./story-fields.js";
import { sendMedia } from "./media.js";
import { showMedia } from "./story-shown.js";

const fileName = /^\S+\.(jpe?g|png|webp|gif|heic|avif|tiff?)$|^(img|dsc[nf]?|image|photo|picture|screenshot|pxl|whatsapp image)[-_ ]?[\d(][\w -().:]*$/i;
const ofWhat = /^(an?\s|the\s)?(image|picture|photo|photograph|graphic|screenshot) (of|showing)\b/i;
const busy = new Set();

const words = {
  image: {
    title: "Can nobody be recognised in it?",
    text: "A picture of somebody needs their consent as much as their words do, and cannot be taken down for them from here. Choose one without faces, names, uniforms or number plates.",
    here: "It is here, and small. Now describe it for whoever can't see it.",
  },
  audio: {
    title: "Can nobody be recognised by it?",
    text: "A young person's voice needs their consent as much as their words do, and cannot be taken down for them from here. Choose something that a member of staff reads, or that nobody says.",
    here: "It is here. Now write down what is said.",
  },
};

root.addEventListener("change", async ({ target }) => {
  const file = "upload" in target.dataset ? target.files[0] : undefined;
  if (!file || busy.has(target)) return;
  const kind = words[target.dataset.upload];
  const sure = await confirmed({ title: kind.title, text: kind.text, yes: "Nobody can be recognised", danger: false });
  if (sure) await send(file, target, kind);
  target.value = "";
});

async function send(file, input, kind) {
  const place = input.closest(".field");
  const told = place.querySelector("[data-sent]");
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.setAttribute("aria-label", "Sent so far");
  told.textContent = "Making it small and sending it…";
  told.after(bar);
  busy.add(input);
  const sent = await sendMedia(file, input.dataset.upload, root.dataset.project, (part) => { bar.value = part; });
  busy.delete(input);
  bar.remove();
  if (!sent.ok) {
    told.textContent = `${sent.problem.title}. ${sent.problem.detail ?? ""}`;
    return;
  }
  const field = place.querySelector("[data-field]");
  field.value = sent.id;
  showMedia(field);
  told.textContent = kind.here;
  changed();
  place.nextElementSibling?.querySelector("input, textarea")?.focus();
}

// ——— Descriptions

root.addEventListener("input", ({ target }) => {
  if (target.dataset.field !== "alt") return;
  target.closest(".field").querySelector("[data-alt-note]").textContent = advice(target.value.trim());
});

function advice(text) {
  if (fileName.test(text)) return "This looks like the name of a file. Say what the picture shows.";
  if (ofWhat.test(text)) return "Begin with what it shows: that it is a picture is said already.";
  if (text.length > 0 && text.length < 8) return "Can somebody who only hears this see it before them?";
  return "";
}
