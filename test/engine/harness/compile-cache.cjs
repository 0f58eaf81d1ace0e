// Preloaded into every Node process that the engine starts: loading @pulumi/pulumi is most of the time of a small run.
// One folder per kind of process: the program turns on a V8 flag (to serialize closures), and V8 refuses code cached under other flags.
const module_ = require("node:module");
const path = require("node:path");

const script = process.argv[1] ?? "";
const role = script.includes("dynamic-provider")
  ? "host"
  : path.basename(path.dirname(script)) === "run" || script.endsWith("run")
    ? "program"
    : undefined;
const folder = process.env.LIVE_RECORDING_COMPILE_CACHE;
if (role && folder && module_.enableCompileCache) {
  module_.enableCompileCache(path.join(folder, role));
  // The engine ends the provider host by a signal, so its cache would never be written at exit.
  if (role === "host") setTimeout(() => module_.flushCompileCache?.(), 300).unref();
}
