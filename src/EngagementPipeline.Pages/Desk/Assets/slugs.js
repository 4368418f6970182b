/** What may stand in an address of what people write: "It's not fair: read this" becomes "its-not-fair-read-this". */
export function slugOf(text, longest = 80) {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replace(/^-+|-+$/g, "");
}
