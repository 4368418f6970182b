// The card's square leads to /my-voice#CODE. What stands behind the # never leaves the browser by itself: it goes into the box, and
// out of the address bar, so that nobody finds it in the history.
const box = document.querySelector("#code");
function takeFromCard() {
  if (!box || location.hash.length < 2) return;
  try {
    box.value = decodeURIComponent(location.hash.slice(1)).slice(0, 64);
  } catch {
    return;
  }
  history.replaceState(null, "", location.pathname);
  document.querySelector("#from-card").hidden = false;
  box.form.querySelector("button").focus();
}
takeFromCard();
addEventListener("hashchange", takeFromCard);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// On a shared phone: closing leaves no way back to the page, and neither does a browser that kept it in memory.
const close = document.querySelector("[data-close]");
if (close) {
  close.addEventListener("click", event => {
    event.preventDefault();
    location.replace(close.href);
  });
  addEventListener("pageshow", event => {
    if (event.persisted) location.replace(close.href);
  });
}
