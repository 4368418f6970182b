// Runs Azurite for as long as standard input stays open, so that it can never outlive the process that started it
// (a killed parent closes the pipe) and always saves its index on the way out.
process.stdin.on("end", () => process.emit("SIGTERM"));
process.stdin.on("error", () => process.emit("SIGTERM"));
process.stdin.resume();
process.argv.splice(2, 0, "--disableTelemetry", "--skipApiVersionCheck", "--silent");
const home = process.env.AZURITE_HOME ?? __dirname;
require(require.resolve("azurite/dist/src/azurite.js", { paths: [home] }));
