// The package as its users have it: built, packed and laid out in examples/node_modules, where every example and every engine test finds it.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cache, digest, mustRun, root, SetupError, step } from "./steps.mjs";

const name = "pulumi-live-recording";
const sources = [
  "provider",
  "emulator",
  "schema",
  "package.json",
  "package-lock.json",
  "tsup.config.ts",
  "tsconfig.json",
  "README.md",
  "CHANGELOG.md",
  "ARCHITECTURE.md",
];
const stamp = join(cache, "package.sha256");
const modules = join(root, "examples", "node_modules");
const target = join(modules, name);

export const packageIsReady = () =>
  existsSync(stamp) &&
  existsSync(join(target, "package.json")) &&
  existsSync(join(root, "dist")) &&
  readFileSync(stamp, "utf8") === digest(sources);

export async function buildPackage() {
  // Taken before the build: what is edited while it runs makes the next set-up build again.
  const wanted = digest(sources);
  await step("building the package", async () => {
    // Chunks carry a hash in their name: without this, those of earlier builds would be packed too.
    rmSync(join(root, "dist"), { recursive: true, force: true });
    await mustRun("The build", "tsup", ["--silent"]);
  });
  await step("packing it into examples/node_modules", layOut);
  writeFileSync(stamp, wanted);
}

async function layOut() {
  const work = mkdtempSync(join(cache, "pack-"));
  try {
    const listing = await mustRun("npm pack", "npm", [
      "pack",
      "--json",
      "--ignore-scripts",
      "--loglevel=error",
      "--pack-destination",
      work,
    ]);
    const [packed] = Object.values(JSON.parse(listing.slice(listing.search(/^[[{]/m))));
    if (!packed?.filename) throw new SetupError(`npm pack did not name its file:\n\n${listing}`);
    await mustRun("Unpacking", "tar", ["-xzf", join(work, packed.filename), "-C", work]);
    mkdirSync(join(modules, ".bin"), { recursive: true });
    rmSync(target, { recursive: true, force: true });
    renameSync(join(work, "package"), target);
    const command = join(target, "dist", "liverec.js");
    if (existsSync(command)) chmodSync(command, 0o755);
    rmSync(join(modules, ".bin", "liverec"), { force: true });
    symlinkSync(join("..", name, "dist", "liverec.js"), join(modules, ".bin", "liverec"));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
