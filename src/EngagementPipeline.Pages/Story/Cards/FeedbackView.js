for (const card of document.querySelectorAll(".feedback")) {
  const form = card.querySelector(".form");
  card.querySelector(".asked").classList.add("paper");
  form.hidden = false;
  form.querySelector("button").addEventListener("click", () => {
    const answer = {};
    for (const part of form.querySelectorAll("[data-question]")) {
      const scale = part.querySelector(":checked"), words = part.querySelector("textarea")?.value.trim();
      if (scale) answer[part.dataset.question] = +scale.value;
      if (words) answer[part.dataset.question] = words;
    }
    const some = Object.keys(answer).length;
    tell(card, some ? "Thank you. Your answers are on their way." : "Answer one of the questions first, then send it.");
    if (!some) return;
    form.hidden = true;
    card.querySelector("output").focus();
    send(card, answer);
  });
}
