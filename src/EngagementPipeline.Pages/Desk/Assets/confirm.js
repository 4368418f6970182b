// Asks before something is lost. Says what will happen on the button; Escape and the other button leave all as it is.

/** @returns {Promise<boolean>} */
export function confirmed({ title, text, yes, danger = true }) {
  const dialog = document.createElement("dialog");
  const id = `ask-${crypto.randomUUID()}`;
  dialog.setAttribute("aria-labelledby", id);

  const heading = document.createElement("h2");
  heading.id = id;
  heading.textContent = title;
  dialog.append(heading);
  if (text) {
    const more = document.createElement("p");
    more.textContent = text;
    dialog.append(more);
  }

  const buttons = document.createElement("div");
  buttons.className = "row";
  buttons.append(button("Leave it as it is", "no"), button(yes, "yes", danger ? "danger" : "primary"));
  dialog.append(buttons);
  document.body.append(dialog);

  return new Promise((settle) => {
    dialog.addEventListener("click", (event) => {
      if (event.target instanceof HTMLButtonElement) dialog.close(event.target.value);
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      settle(dialog.returnValue === "yes");
    });
    dialog.showModal();
  });
}

function button(text, value, kind = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.value = value;
  made.className = kind;
  made.textContent = text;
  return made;
}
