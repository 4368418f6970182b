// What 'dotnet format whitespace' leaves out: imports in order, System first, then plain ones, static ones, and other names for types.
// Prints the files where they are not, and fails then.
const { readFileSync } = require("fs");
const { execFileSync } = require("child_process");

const key = (line) => {
  const [, name] = line.match(/^(?:global )?using (.+);/);
  const kind = name.startsWith("static ") ? 1 : / = /.test(name) ? 2 : 0;
  const plain = name.replace(/^static /, "");
  return [line.startsWith("global ") ? 0 : 1, kind, /^System(\.|$)/.test(plain) ? 0 : 1, ...plain.split(".")];
};
const compare = (a, b) => {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (a[i] === undefined || b[i] === undefined) return a.length - b.length;
    if (a[i] === b[i]) continue;
    if (typeof a[i] === "number") return a[i] - b[i];
    return a[i].toLowerCase() < b[i].toLowerCase() ? -1 : a[i].toLowerCase() > b[i].toLowerCase() ? 1 : a[i] < b[i] ? 1 : -1;
  }
  return 0;
};

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.cs"], { encoding: "utf8" }).split("\n").filter(Boolean);
let wrong = 0;
for (const file of files) {
  let text;
  try { text = readFileSync(file, "utf8"); } catch { continue; } // deleted, not yet committed
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/).filter((line) => /^(global )?using [\w.]+( = .+| [\w.<>, ]+)?;/.test(line));
  const keys = lines.map(key);
  const at = keys.findIndex((each, i) => i > 0 && compare(keys[i - 1], each) > 0);
  if (at < 0) continue;
  console.error(`${file}: '${lines[at]}' stands before '${lines[at - 1]}'.`);
  wrong++;
}
process.exit(wrong === 0 ? 0 : 1);
