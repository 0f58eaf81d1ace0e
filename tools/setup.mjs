// Everything that the demo and the tests need, from nothing: dependencies, the built and packed package, the Pulumi engine.
// Runs before anything is installed, on whatever Node the machine has: no dependency, plain JavaScript. What is done is not done again.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { engineIsReady, prepareEngine } from "./engine.mjs";
import { dependenciesAreReady, installDependencies } from "./install.mjs";
import { buildPackage, packageIsReady } from "./package.mjs";
import { cache, locked, SetupError } from "./steps.mjs";

const wantsEngine = !process.argv.includes("--no-engine");

try {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    throw new SetupError(`Node ${process.versions.node} is too old for the set-up: install Node 20 or newer.`);
  }
  const ready = () => dependenciesAreReady() && packageIsReady() && (!wantsEngine || engineIsReady());
  if (!ready()) {
    mkdirSync(cache, { recursive: true });
    await locked(join(cache, "setup.lock"), async () => {
      if (!dependenciesAreReady()) await installDependencies();
      if (!packageIsReady()) await buildPackage();
      if (wantsEngine && !engineIsReady()) await prepareEngine();
    });
  }
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
