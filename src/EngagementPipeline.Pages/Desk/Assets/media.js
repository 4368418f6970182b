// Pictures and sounds for a story. A picture is drawn anew in the two widths that pages have, which makes it small and leaves behind what the
// camera noted; the service cleans it once more.

import { call } from "./call.js";
import { newId } from "./ids.js";

const full = 960;
const small = 480;

/** @returns {Promise<{ok: boolean, id?: string, problem?: any}>} */
export async function sendMedia(file, kind, project) {
  const id = newId();
  const address = (width) => `/api/media/${id}?project=${project}${width ? `&width=${width}` : ""}`;
  if (kind === "audio") {
    const answer = await call("PUT", address(), file);
    return { ...answer, id };
  }

  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return { ok: false, problem: { title: "This is not a picture that can be opened", detail: "Choose a JPEG, PNG or WebP picture." } };
  }
  const answer = await call("PUT", address(), await drawn(picture, full));
  if (!answer.ok) return answer;
  if (picture.width > small) {
    const narrow = await call("PUT", address(small), await drawn(picture, small));
    if (!narrow.ok) return narrow;
  }
  return { ok: true, id };
}

/** Never wider than the picture is. WebP where the browser can write it, or else JPEG. */
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
  return webp.type === "image/webp" ? webp : write("image/jpeg", 0.82);
}
