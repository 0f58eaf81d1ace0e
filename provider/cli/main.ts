import { oldNode } from "./node-version";
import { run } from "./run";
import { processTerminal } from "./session";

// Whoever reads the output may stop reading, as `head` does: that is no fault, and no reason to end in the middle of a change.
process.stdout.on("error", (error) => {
  if (!("code" in error && error.code === "EPIPE")) throw error;
});

const warning = oldNode(process.versions.node);
if (warning !== undefined) process.stderr.write(`${warning}\n`);
process.exitCode = await run(process.argv.slice(2), processTerminal());
