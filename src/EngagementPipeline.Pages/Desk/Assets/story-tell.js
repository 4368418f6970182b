/** Says what just happened to whoever hears the page; whoever sees it, sees it. */
export function tell(text) {
  const place = document.getElementById("told");
  place.textContent = "";
  // The same words twice are not read out again unless they went away between.
  requestAnimationFrame(() => { place.textContent = text; });
}
