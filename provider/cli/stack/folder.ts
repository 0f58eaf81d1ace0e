import { copyFileSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { UserError } from "../../core/errors";

const NAME = "pulumi-live-recording";

/** The folder beside a manifest in which `liverec` keeps the Pulumi project that it drives. It is made anew in every run. */
const FOLDER = ".liverec";

/** The installed package that this command belongs to. */
export function packageRoot(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file) && JSON.parse(readFileSync(file, "utf8")).name === NAME) return folder;
    if (folder === dirname(folder)) throw new Error(`the package ${NAME} has no folder`);
  }
}

/**
 * Writes the Pulumi project of a manifest: a program of one line, for which the user needs no TypeScript. The engine and the provider process look
 * for packages from its folder upwards, so the package of the running command is linked there: it works installed beside the manifest, globally
 * and by npx, and always with the version that runs.
 * @param folder where the manifest is; the stack's configuration, which belongs into version control, is kept there
 * @returns the folder of the project
 */
export function layOutProject(folder: string, project: string, manifests: readonly string[]): string {
  const made = layOutFolder(folder);
  layOutSchema(folder);
  writeFileSync(join(made, "Pulumi.yaml"), `name: ${JSON.stringify(project)}\nruntime: nodejs\nstackConfigDir: ..\n`);
  writeFileSync(join(made, "package.json"), `${JSON.stringify({ private: true, type: "commonjs", main: "index.js" })}\n`);
  const files = manifests.map((file) => relative(made, file).replaceAll("\\", "/"));
  const source = `const { LiveRecording } = require("${NAME}");\nnew LiveRecording(${JSON.stringify(project)}, ${JSON.stringify({ manifest: files })});\n`;
  writeFileSync(join(made, "index.js"), source);
  const root = packageRoot();
  link(join(made, "node_modules", NAME), root);
  link(join(made, "node_modules", "@pulumi", "pulumi"), pulumiSdk(root));
  return made;
}

/** The schema for editors where the package is not installed beside the manifest. @returns its path */
export function layOutSchema(folder: string): string {
  const target = join(layOutFolder(folder), "manifest.schema.json");
  copyFileSync(join(packageRoot(), "schema", "manifest.schema.json"), target);
  return target;
}

function layOutFolder(folder: string): string {
  const made = join(folder, FOLDER);
  mkdirSync(made, { recursive: true });
  writeFileSync(join(made, ".gitignore"), "*\n");
  return made;
}

function pulumiSdk(root: string): string {
  try {
    return dirname(createRequire(join(root, "package.json")).resolve("@pulumi/pulumi/package.json"));
  } catch {
    throw new UserError(`The package @pulumi/pulumi is missing beside ${NAME}: install it with "npm install @pulumi/pulumi".`);
  }
}

/** A link to a folder; one that points elsewhere is replaced, a real folder is left alone. */
function link(path: string, target: string): void {
  const present = lstatSync(path, { throwIfNoEntry: false });
  if (present !== undefined && !present.isSymbolicLink()) return;
  if (present !== undefined && existsSync(path) && realpathSync(path) === realpathSync(target)) return;
  rmSync(path, { force: true });
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, "junction");
}
