/** A process that keeps an emulator on a state file until it is killed: `node keeper.ts FILE`. Prints its port. */
import { startEmulator } from "../../emulator/index.js";

const emulator = await startEmulator({ state: process.argv[2] ?? "memory", now: "2018-09-11T00:00:00Z", freeze: true });
process.stdout.write(`${emulator.port}\n`);
