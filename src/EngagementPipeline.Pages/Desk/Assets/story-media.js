// Pictures and sounds of cards: chosen, asked whose they are, made small, sent, and described. A description that is only a file's name, or says what everybody knows, is noticed.

import { call } from "./call.js";
import { whoIsIn } from "./media-question.js";
import { sendMedia } from "./media.js";
import { drawPreview } from "./story-preview.js";
import { check } from "./story-publish.js";
import { audience, changed, root } from "./story-fields.js";
import { showMedia } from "./story-shown.js";

const fileName = /^\S+\.(jpe?g|png|webp|gif|heic|avif|tiff?)$|^(img|dsc[nf]?|image|photo|picture|screenshot|pxl|whatsapp image)[-_ ]?[\d(][\w -().:]*$/i;
const ofWhat = /^(an?\s|the\s)?(image|picture|photo|photograph|graphic|screenshot) (of|showing)\b/i;
const busy = new Set();

const here = {
  image: "It is here, and small. Now describe it for whoever can't see it.",
  audio: "It is here. Now write down what is said.",
};

root.addEventListener("change", async ({ target }) => {
  const file = "upload" in target.dataset ? target.files[0] : undefined;
  if (!file || busy.has(target)) return;
  const answer = await whoIsIn({ kind: target.dataset.upload, project: root.dataset.project, readers: audience() });
  if (answer) await send(file, target, answer.consents);
  target.value = "";
});

async function send(file, input, consents) {
  const place = input.closest(".field");
  const told = place.querySelector("[data-sent]");
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.setAttribute("aria-label", "Sent so far");
  told.textContent = "Making it small and sending it…";
  told.after(bar);
  busy.add(input);
  const sent = await sendMedia(file, input.dataset.upload, root.dataset.project, { consents, progress: (part) => { bar.value = part; } });
  busy.delete(input);
  bar.remove();
  if (!sent.ok) {
    told.textContent = saying(sent.problem);
    return;
  }
  const field = place.querySelector("[data-field]");
  field.value = sent.id;
  showMedia(field);
  told.textContent = here[input.dataset.upload];
  changed();
  place.nextElementSibling?.querySelector("input, textarea")?.focus();
}

// ——— Whose it is, said later

root.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-ask-who]");
  if (!button || button.ariaBusy === "true") return;
  const place = button.closest(".field");
  const told = place.querySelector("[data-sent]");
  button.ariaBusy = "true";
  told.textContent = await tieMore(place.querySelector("[data-field]").value, place.querySelector("[data-upload]").dataset.upload);
  button.ariaBusy = null;
  button.focus();
});

async function tieMore(media, kind) {
  const known = await call("GET", `/api/media/${media}/consents`);
  if (!known.ok) return saying(known.problem);
  const answer = await whoIsIn({ kind, project: root.dataset.project, readers: audience(), tied: known.body.consents });
  if (!answer || answer.consents.length === 0) return "";
  for (const consent of answer.consents) {
    const tied = await call("PUT", `/api/media/${media}/consents/${consent}?project=${root.dataset.project}`);
    if (!tied.ok) return saying(tied.problem);
  }
  check();
  drawPreview();
  return "It is noted. It is shown for as long, and as far, as each of them allows.";
}

const saying = ({ title, detail }) => `${title}. ${detail ?? ""}`;

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
