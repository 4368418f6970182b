// What cards that ask have in common: where answers go, choosing, and telling in words.
const answersTo = document.querySelector("main").dataset.answers, unheard = new Map();
let again;
const use = card => card.dispatchEvent(new Event("story:used", { bubbles: true }));
const tell = (card, words) => card.querySelector("output").textContent = words;
// An answer waits in the page's memory until it was heard. It has an id, so that hearing it twice counts once. Nothing waits for it.
const deliver = () => {
  clearTimeout(again);
  again = 0;
  return Promise.all([...unheard].map(([id, body]) => fetch(answersTo, { method: "POST", body, keepalive: true })
    .then(r => r.status < 500 && r.status != 429)
    .catch(() => false)
    .then(heard => heard ? unheard.delete(id) : again ||= setTimeout(deliver, 15000))));
};
const send = (card, answer) => {
  use(card);
  if (!answersTo) return;
  const id = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(15)))).replace(/\W/g, "_");
  unheard.set(id, JSON.stringify({ id, card: card.dataset.ask, answer }));
  return deliver();
};
addEventListener("online", deliver);
// For browsers whose style sheets can't open what is closed.
addEventListener("beforeprint", () => document.querySelectorAll(".ask details").forEach(part => part.open = true));
addEventListener("pagehide", () => unheard.forEach(body => navigator.sendBeacon(answersTo, body)));
// What others said, once enough have: {of, options: {id: number or null}}.
const others = async card => {
  try {
    return (await (await fetch(answersTo + "/public")).json()).cards[card.dataset.ask];
  } catch { }
};
const done = button => {
  if (button.hasAttribute("aria-disabled")) return true;
  button.setAttribute("aria-disabled", true);
};
// The options of a list become buttons; the first that is pressed is the answer.
const choose = (card, chosen) => {
  const items = [...card.querySelectorAll("[data-option]")];
  const buttons = items.map(item => {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", false);
    button.append(...item.childNodes);
    item.append(button);
    button.onclick = () => {
      if (buttons.map(done)[0]) return;
      button.setAttribute("aria-pressed", true);
      chosen(item, items, item.textContent);
    };
    return button;
  });
};
// "About 60 of 100" beside each option, with a bar.
const compare = async (card, item, items, said) => {
  tell(card, said);
  await send(card, item.dataset.option == "+" ? {} : { option: item.dataset.option });
  if (!answersTo) return tell(card, said + " Nothing is sent from here.");
  const told = await others(card);
  if (!told) return tell(card, said + " What others said shows once enough have answered.");
  const words = n => `about ${n.toLocaleString("en")} of ${told.of.toLocaleString("en")}`;
  for (const each of items) {
    const n = told.options[each.dataset.option];
    const share = document.createElement("span");
    share.className = "share";
    share.lang = "en";
    share.textContent = n == null ? "too few to show" : words(n);
    each.append(share);
    each.style.setProperty("--share", (n ?? 0) / told.of);
    each.classList.add("told");
  }
  const same = told.options[item.dataset.option];
  tell(card, `${said} ${same == null ? "Too few others have chosen it to say how many." : `Of readers so far, ${words(same)} chose the same.`}`);
};
