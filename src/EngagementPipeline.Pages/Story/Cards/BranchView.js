for (const card of document.querySelectorAll(".branch"))
  for (const choice of card.querySelectorAll("details")) choice.addEventListener("toggle", () => use(card), { once: true });
