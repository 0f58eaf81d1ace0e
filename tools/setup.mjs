// Everything that the demo and the tests need, from nothing: dependencies, the built and packed package, the Pulumi engine.
// Runs before anything is installed, on whatever Node the machine has: no dependency, plain JavaScript. What is done is not done again.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { engineIsReady, prepareEngine } from "./engine.mjs";
import { dependenciesAreReady, installDependencies } from "./install.mjs";
import { buildPackage, packageIsReady } from "./package.mjs";
import { cache, locked, SetupError } from "./steps.mjs";

// How far to go: "install" for what works on the sources, "package" for what needs the build, all of it for what runs the engine.
const goal = process.argv[2] ?? "engine";
const steps = [
  { isReady: dependenciesAreReady, prepare: installDependencies },
  { isReady: packageIsReady, prepare: buildPackage },
  { isReady: engineIsReady, prepare: prepareEngine },
].slice(0, ["install", "package", "engine"].indexOf(goal) + 1);

try {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    throw new SetupError(`Node ${process.versions.node} is too old for the set-up: install Node 20 or newer.`);
  }
  if (steps.length === 0) throw new SetupError(`There is no set-up step "${goal}": install, package or engine.`);
  if (!steps.every(({ isReady }) => isReady())) {
    mkdirSync(cache, { recursive: true });
    await locked(join(cache, "setup.lock"), async () => {
      for (const { isReady, prepare } of steps) if (!isReady()) await prepare();
    });
  }
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
