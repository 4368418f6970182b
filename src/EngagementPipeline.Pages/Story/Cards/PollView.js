for (const card of document.querySelectorAll(".poll")) choose(card, (item, items, text) => compare(card, item, items, `You chose “${text}”.`));
