import { run } from "./run";
import { processTerminal } from "./session";

process.exitCode = await run(process.argv.slice(2), processTerminal());
