// Runs Azurite for as long as standard input stays open, so that it can never outlive the process that started it
// (a killed parent closes the pipe) and always saves its index on the way out. Ctrl-C in a terminal reaches every process
// there at once; this one leaves it to its parent, whose last writes are still to come.
process.stdin.on("end", () => process.emit("SIGTERM"));
process.stdin.on("error", () => process.emit("SIGTERM"));
process.stdin.resume();
// What it says on the way out goes nowhere when the parent was killed, and must not stop it from saving.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});
process.on("SIGINT", () => {});
const once = process.once.bind(process);
process.once = (event, listener) => (event === "SIGINT" ? process : once(event, listener));
process.argv.splice(2, 0, "--disableTelemetry", "--skipApiVersionCheck", "--silent");
const home = process.env.AZURITE_HOME ?? __dirname;
require(require.resolve("azurite/dist/src/azurite.js", { paths: [home] }));
