for (const card of document.querySelectorAll(".pledge")) {
  card.querySelector(".options").hidden = false;
  choose(card, (item, items, text) => compare(card, item, items, item.dataset.option == "+" ? "You said you will." : `You will: “${text}”.`));
}
