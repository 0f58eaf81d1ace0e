import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { UserError } from "../../core/errors";
import type { Terminal } from "../session";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment for the engine. What is missing is explained before the engine is started, in the terms of somebody who has never used it.
 * @param folder where the manifest and the stack's configuration are
 * @throws UserError when there is no backend, or no passphrase for one that needs it
 */
export function engineEnvironment(terminal: Terminal, folder: string, stack: string): Environment {
  const backend = backendOf(terminal);
  if (backend === undefined) {
    throw new UserError(
      "It is not said where the state is kept (which resources are yours, and their ids). Set PULUMI_BACKEND_URL, for example to a folder:\n" +
        '  export PULUMI_BACKEND_URL="file://$HOME/.liverec-state"\n' +
        'or to a bucket that your team shares (s3://…), or log in once with "pulumi login".',
    );
  }
  const { PULUMI_CONFIG_PASSPHRASE: passphrase, PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile } = terminal.env;
  if (passphrase === undefined && passphraseFile === undefined && needsPassphrase(backend, folder, stack)) {
    throw new UserError(
      "The state is encrypted with a passphrase, and none is given. Set one and keep it, the same is needed in every run:\n" +
        '  export PULUMI_CONFIG_PASSPHRASE="…"\n' +
        "(or name a file that holds it in PULUMI_CONFIG_PASSPHRASE_FILE; an empty passphrase is accepted).",
    );
  }
  return {
    ...terminal.env,
    PULUMI_BACKEND_URL: backend,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...(terminal.colors ? {} : { NO_COLOR: "1" }),
  };
}

/** A folder is meant from where the user stands, not from the project's folder; it is made if need be. */
function backendOf({ env, cwd }: Terminal): string | undefined {
  const url = env["PULUMI_BACKEND_URL"] || loggedIn(env);
  if (url === undefined || !url.startsWith("file://") || url.startsWith("file://~")) return url;
  const [path = "", query] = url.slice("file://".length).split("?");
  const folder = resolve(cwd, path);
  mkdirSync(folder, { recursive: true });
  return `file://${folder}${query === undefined ? "" : `?${query}`}`;
}

/** The backend of `pulumi login`. */
function loggedIn(env: Environment): string | undefined {
  if (env["PULUMI_ACCESS_TOKEN"]) return "https://api.pulumi.com";
  const file = join(env["PULUMI_HOME"] ?? join(env["HOME"] ?? homedir(), ".pulumi"), "credentials.json");
  try {
    const { current }: { current?: unknown } = JSON.parse(readFileSync(file, "utf8"));
    return typeof current === "string" && current !== "" ? current : undefined;
  } catch {
    return undefined;
  }
}

/** Backends that are only storage encrypt with a passphrase, unless the stack names a key service. */
function needsPassphrase(backend: string, folder: string, stack: string): boolean {
  if (/^https?:/.test(backend)) return false;
  const file = join(folder, `Pulumi.${stack}.yaml`);
  const provider = existsSync(file) ? /^secretsprovider:\s*(\S+)/m.exec(readFileSync(file, "utf8"))?.[1] : undefined;
  return provider === undefined || provider === "passphrase";
}
