// Speaking instead of typing. In most browsers the page's own speech recognition sends the voice to a company that the young person
// never heard of; so there is a button only where the browser says that it listens on the device itself.

import { say } from "./say.js";

export async function offerDictation(button, field) {
  const Recognition = globalThis.SpeechRecognition;
  if (!Recognition?.available) return;
  const language = field.lang || "en-GB";
  const options = { langs: [language === "en" ? "en-GB" : language], processLocally: true };
  if ((await Recognition.available(options).catch(() => "unavailable")) !== "available") return;

  let listening = null;
  button.hidden = false;
  button.addEventListener("click", () => (listening ? listening.stop() : listen()));

  function listen() {
    listening = new Recognition();
    listening.lang = options.langs[0];
    listening.processLocally = true;
    listening.continuous = true;
    listening.interimResults = false;
    listening.addEventListener("result", (event) => {
      for (const result of Array.from(event.results).slice(event.resultIndex)) if (result.isFinal) append(result[0].transcript);
    });
    listening.addEventListener("error", ({ error }) => say(
      error === "not-allowed" ? "The browser does not let this page use the microphone. Type it, or use the microphone on the keyboard." : "That was not heard. Try again, or type it.", "trouble"));
    listening.addEventListener("end", () => {
      listening = null;
      button.textContent = "Speak it";
      button.ariaPressed = "false";
      field.focus();
    });
    button.textContent = "Stop listening";
    button.ariaPressed = "true";
    listening.start();
  }

  function append(heard) {
    const before = field.value.trimEnd();
    field.value = `${before}${before ? " " : ""}${heard.trim()}`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
