for (const card of document.querySelectorAll(".prompt")) {
  const used = () => card.dispatchEvent(new Event("story:used", { bubbles: true }));
  card.querySelector("textarea").addEventListener("input", used, { once: true });
  const clock = card.querySelector(".clock");
  if (!clock) continue;
  const [button, left, said] = ["button", ".left", "output"].map(part => clock.querySelector(part));
  const start = button.textContent;
  let timer;
  const stop = words => { clearInterval(timer); timer = 0; button.textContent = start; left.textContent = ""; said.textContent = words; };
  clock.hidden = false;
  button.addEventListener("click", () => {
    card.classList.remove("over");
    if (timer) return stop("Stopped.");
    used();
    const end = performance.now() + card.dataset.minutes * 60000;
    const show = () => {
      const seconds = Math.ceil((end - performance.now()) / 1000);
      if (seconds > 0) left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} left`;
      else { stop("Time is up. What did you hear?"); card.classList.add("over"); }
    };
    said.textContent = "";
    button.textContent = "Stop the clock";
    timer = setInterval(show, 1000);
    show();
  });
}
