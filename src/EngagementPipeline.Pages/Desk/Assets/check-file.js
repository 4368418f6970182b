// Says whether a file is the one that was frozen: its SHA-256 is worked out here, and the file goes nowhere.

const input = document.getElementById("check-file");
const said = document.getElementById("check-said");
let last = 0;

// Browsers work hashes out on pages that came over https only; elsewhere the commands are what there is.
if (input && globalThis.crypto?.subtle) {
  document.getElementById("check").hidden = false;
  input.addEventListener("change", check);
}

async function check() {
  const [file] = input.files;
  const mine = ++last; // somebody who chooses another one meanwhile is told of that one alone
  tell(file ? "Reading…" : "");
  if (!file) return;
  const verdict = await verdictOn(file);
  if (mine === last) tell(verdict);
}

async function verdictOn(file) {
  let bytes;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return `This browser could not read ${file.name}. Choose it again.`;
  }
  const sha256 = hex(await crypto.subtle.digest("SHA-256", bytes));
  return sha256 === input.dataset.sha256
    ? `Yes: ${file.name} is the frozen file, byte for byte.`
    : `No: ${file.name} is not the frozen file, or it has been changed since. Its fingerprint is ${sha256}.`;
}

const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

function tell(text) {
  said.textContent = text;
}
