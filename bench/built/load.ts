import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "tsup";

const root = join(import.meta.dirname, "..", "..");

/**
 * Builds modules that the package does not export by themselves, and loads them by name.
 * @param bench whose they are, for a folder of its own
 * @param modules their names, and their files in `provider/`
 */
export async function built(bench: string, modules: Readonly<Record<string, string>>) {
  const outDir = join(root, ".cache", `bench-${bench}`);
  await build({
    entry: Object.fromEntries(Object.entries(modules).map(([name, file]) => [name, join(root, "provider", file)])),
    outDir,
    format: "esm",
    target: "node22",
    config: false,
    silent: true,
    dts: false,
    clean: true,
    outExtension: () => ({ js: ".mjs" }),
  });
  const loaded = await Promise.all(
    Object.keys(modules).map(async (name) => [name, await import(pathToFileURL(join(outDir, `${name}.mjs`)).href)] as const),
  );
  rmSync(outDir, { recursive: true, force: true });
  return Object.fromEntries(loaded);
}
