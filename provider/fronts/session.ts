import type { dynamic } from "@pulumi/pulumi";
import { CloudClient, resolveConnection } from "../cloud/index";
import { RunLedger } from "../core/ledger";
import type { Ctx } from "../core/lifecycle";
import { watchEngine } from "./engine-watch";
import type { Session } from "./handler";
import { fileIntents, intentFolder } from "./intents";

/**
 * The one session of a provider process: a single client, so that pacing, listings, retry budget and clock are shared by all kinds.
 * Everything that can fail waits for the first use, because a preview of a program without changes needs no credentials.
 */
export function processSession(env: NodeJS.ProcessEnv, argv: readonly string[]): Session {
  let config: dynamic.Config | undefined;
  let made: Promise<Ctx> | undefined;
  let client: CloudClient | undefined;
  const ledger = new RunLedger();
  watchEngine(argv, () => {
    client?.abort(new Error("the Pulumi engine is gone"));
    process.exit(1);
  });

  async function make(): Promise<Ctx> {
    const connection = resolveConnection(config, env);
    const warn = (message: string) => console.warn(message);
    const live = new CloudClient(connection, { warn });
    client = live;
    return {
      call: (action, params) => live.call(action, params),
      list: (action, params) => live.list(action, params),
      forget: () => live.invalidate(),
      now: () => live.now(),
      warn,
      ledger,
      intents: fileIntents(intentFolder(env), connection.fingerprint()),
    };
  }

  return {
    ledger,
    configure(request) {
      config ??= request.config;
    },
    ctx() {
      made ??= make();
      return made;
    },
  };
}
