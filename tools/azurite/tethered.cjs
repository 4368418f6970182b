// Runs Azurite for as long as standard input stays open, so that it can never outlive the process that started it
// (a killed parent closes the pipe) and always saves its index on the way out. Ctrl-C in a terminal reaches every process
// there at once; this one leaves it to its parent, whose last writes are still to come.
let ended = false;
const end = () => {
  ended = true;
  process.emit("SIGTERM");
};
process.stdin.on("end", end);
process.stdin.on("error", end);
process.stdin.resume();
// What it says on the way out goes nowhere when the parent was killed, and must not stop it from saving.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});
process.on("SIGINT", () => {});
const once = process.once.bind(process);
process.once = (event, listener) => {
  if (event === "SIGINT") return process;
  once(event, listener);
  // The parent may have gone while Azurite was still starting, when nobody listened yet.
  if (event === "SIGTERM" && ended) setImmediate(() => process.emit("SIGTERM"));
  return process;
};
// A connection that was opened and not used yet is not idle to Node, and would hold the end up: a request under way has a second.
const { Server } = require("http");
const { close } = Server.prototype;
Server.prototype.close = function (done) {
  setTimeout(() => this.closeAllConnections(), 1_000).unref();
  return close.call(this, done);
};
process.argv.splice(2, 0, "--disableTelemetry", "--skipApiVersionCheck", "--silent");
const home = process.env.AZURITE_HOME ?? __dirname;
require(require.resolve("azurite/dist/src/azurite.js", { paths: [home] }));
