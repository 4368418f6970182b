for (const card of document.querySelectorAll(".video")) {
  const button = card.querySelector("button");
  if (!button) continue;
  button.hidden = card.querySelector(".asks").hidden = false;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.title = card.querySelector(".title").textContent;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin";
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-presentation allow-popups");
    frame.src = button.dataset.frame;
    card.querySelector("img")?.remove();
    button.replaceWith(frame);
    frame.focus();
    card.dispatchEvent(new Event("story:used", { bubbles: true }));
  });
}
