for (const card of document.querySelectorAll(".audio"))
  card.querySelector("audio")?.addEventListener("play", () => card.dispatchEvent(new Event("story:used", { bubbles: true })), { once: true });
