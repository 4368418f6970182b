// Pictures and sounds for a story. A picture is drawn anew in the two widths that pages have, which makes it small and leaves behind what the
// camera noted; the service cleans it once more.

import { newId } from "./ids.js";

const full = 960;
const small = 480;

/** `consents` are those of everybody in it; `progress` is told how much of it is sent, from 0 to 1. @returns {Promise<{ok: boolean, id?: string, problem?: any}>} */
export async function sendMedia(file, kind, project, { consents = [], progress = () => {} } = {}) {
  const id = newId();
  // The narrow copy hangs on what its picture hangs on.
  const address = (width) => `/api/media/${id}?project=${project}${width ? `&width=${width}` : consents.map((consent) => `&consent=${consent}`).join("")}`;
  if (kind === "audio") return { ...(await send(address(), file, progress)), id };

  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return { ok: false, problem: { title: "This is not a picture that can be opened", detail: "Choose a JPEG, PNG or WebP picture." } };
  }
  const large = await drawn(picture, full);
  const narrow = picture.width > small ? await drawn(picture, small) : null;
  picture.close();
  if (!large) return { ok: false, problem: { title: "This picture is too large to be made small here", detail: "Choose a smaller one." } };
  const share = narrow ? large.size / (large.size + narrow.size) : 1;
  const answer = await send(address(), large, (part) => progress(part * share));
  if (!answer.ok || !narrow) return { ...answer, id };
  return { ...(await send(address(small), narrow, (part) => progress(share + part * (1 - share)))), id };
}

/** A picture that came with a file: in both widths. One that is wider than pages are is kept anew, under another id. */
export async function makeSmall(id, project) {
  const answer = await fetch(`/api/media/${id}`).catch(() => null);
  if (!answer?.ok) return { ok: false, problem: { title: "A picture could not be made small", detail: "What you typed is still here. Try again." } };
  const file = await answer.blob();
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return { ok: true, id }; // nobody can draw it: the check before publishing is where it is looked at
  }
  if (picture.width > full) return sendMedia(file, "image", project);
  const narrow = await drawn(picture, small);
  picture.close();
  return narrow ? { ...(await send(`/api/media/${id}?project=${project}&width=${small}`, narrow, () => {})), id } : { ok: true, id };
}

/** Never wider than the picture is. WebP where the browser can write it, or else JPEG; null where it can't draw it at all. */
async function drawn(picture, width) {
  const scale = Math.min(1, width / picture.width);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const brush = canvas.getContext("2d");
  brush.imageSmoothingQuality = "high";
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const write = (type, quality) => new Promise((settle) => { canvas.toBlob(settle, type, quality); });
  const webp = await write("image/webp", 0.8);
  return webp?.type === "image/webp" ? webp : write("image/jpeg", 0.82);
}

/** As call.js, for bytes, of which only this older way tells how many have left. */
function send(address, bytes, progress) {
  return new Promise((settle) => {
    const request = new XMLHttpRequest();
    request.open("PUT", address);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", bytes.type);
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(total > 0 ? loaded / total : 0));
    request.addEventListener("load", () => settle({ ok: request.status >= 200 && request.status < 300, problem: problemOf(request) }));
    const away = () => settle({
      ok: false,
      problem: { title: navigator.onLine === false ? "You are offline" : "The service cannot be reached", detail: "It was not sent. Choose it again when there is signal." },
    });
    request.addEventListener("error", away);
    request.addEventListener("abort", away);
    request.send(bytes);
  });
}

function problemOf({ status, responseText }) {
  if (status === 401) return { title: "You have been signed out", detail: "Sign in again in another tab, then choose it again." };
  if (status === 413) return { title: "This file is too large", detail: "Choose a smaller one." };
  try {
    const problem = JSON.parse(responseText);
    return { title: problem.title, detail: problem.detail ?? Object.values(problem.errors ?? {}).flat().join(" ") };
  } catch {
    return { title: "Something went wrong on our side", detail: "It was not kept. Choose it again." };
  }
}
