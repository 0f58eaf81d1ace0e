// The dependencies, exactly as in the lockfile.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { binFolder, digest, mustRun, root, run, SetupError, step } from "./steps.mjs";

const stamp = join(root, "node_modules", ".installed-lockfile");
const lowestNode = [22, 19];

/** The content of the lockfile, whatever was installed by hand since: a changed lockfile is installed again, nothing else is. */
const wanted = () => digest(["package-lock.json"]);

export const dependenciesAreReady = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted();

export async function installDependencies() {
  await step("installing the dependencies from the lockfile", async () => {
    // Not "npm ci": it refuses a lockfile in which a package for some other platform is missing, and a lockfile written against a
    // registry that does not carry every platform is such a one. This installs the locked versions all the same, and writes no file.
    // Not under the pinned Node of an earlier install either: its folder may be about to be replaced.
    await mustRun("The install", "npm", ["install", "--no-save", "--no-audit", "--no-fund"], { env: withoutTools() });
  });
  await requireNode();
  writeFileSync(stamp, wanted());
}

const withoutTools = () => ({
  ...process.env,
  PATH: (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== binFolder)
    .join(delimiter),
});

/** The pinned Node comes as a package whose install script fetches the binary, and a machine may forbid install scripts. */
async function requireNode() {
  const { code, output } = await run(join(binFolder, "node"), ["-v"]);
  if (code === 0 && isEnough(output)) return;
  if (isEnough(process.version)) return;
  throw new SetupError(
    `The pinned Node of this repository did not install (its install script was blocked or could not reach the registry), and Node ${process.versions.node} is too old ` +
      `to do without: allow it with "npm rebuild node --ignore-scripts=false", or install Node ${lowestNode.join(".")} or newer.`,
  );
}

function isEnough(version) {
  const [major = 0, minor = 0] = version.trim().replace(/^v/, "").split(".").map(Number);
  return major > lowestNode[0] || (major === lowestNode[0] && minor >= lowestNode[1]);
}
