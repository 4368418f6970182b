// Comes before everything else, and is no module: a button that is pressed before the page's modules listen does its work once they do.
// Without it that press would be lost, or somebody would press again and again. Modules have all begun to listen when the document is there.

let early;

const hold = (event) => {
  const form = event.target;
  if (form.method !== "dialog" || form.closest("dialog")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  early = { form, button: event.submitter };
};

addEventListener("submit", hold, true);
document.addEventListener("DOMContentLoaded", () => {
  removeEventListener("submit", hold, true);
  if (early?.form.isConnected) early.form.requestSubmit(early.button?.form === early.form ? early.button : null);
});
