const stands = {};
for (const card of document.querySelectorAll(".slider")) {
  const [stand, input, button] = [".stand", "input", "button"].map(part => card.querySelector(part));
  card.querySelector(".scale").classList.add("paper");
  stand.hidden = false;
  const show = () => {
    input.setAttribute("aria-valuetext", `${input.value} of ${input.max}`);
    input.style.setProperty("--at", (input.value - 1) / (input.max - 1));
  };
  input.addEventListener("input", show);
  show();
  button.addEventListener("click", () => {
    if (done(button)) return;
    const value = +input.value, before = stands[card.dataset.earlier];
    stands[card.dataset.card] = value;
    input.disabled = true;
    tell(card, !before ? `You said ${value} of ${input.max}.`
      : before == value ? `You stayed at ${value} of ${input.max}.`
      : `You moved from ${before} to ${value}, of ${input.max}.`);
    send(card, before ? { value, before } : { value });
  });
}
