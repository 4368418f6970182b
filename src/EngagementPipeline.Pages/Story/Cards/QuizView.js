for (const card of document.querySelectorAll(".quiz")) {
  const more = card.querySelector("details");
  more.classList.add("paper");
  choose(card, (item, items) => {
    const right = "right" in item.dataset, why = card.querySelectorAll("dd")[items.indexOf(item)].textContent;
    tell(card, (right ? "Yes, that is right. " : "Not this one. ") + why);
    for (const each of items) each.classList.toggle("right", "right" in each.dataset);
    more.classList.remove("paper");
    more.open = !right;
    send(card, { option: item.dataset.option });
  });
}
