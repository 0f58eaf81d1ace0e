import { type ClientOptions, CloudClient, type ConfigSource, resolveConnection } from "../cloud/index";
import { wireId } from "../core/codec";
import { UserError } from "../core/errors";
import type { Answer } from "../core/lifecycle";
import { isProps, type Props } from "../core/schema";

/** What the read functions need of a client. */
export interface Reader {
  call(action: string, params: Props): Promise<Answer>;
  now(): Promise<Date>;
}

export interface ReaderOptions extends Pick<ClientOptions, "signal" | "warn"> {
  /**
   * Where credentials and endpoint come from besides the environment, which wins: keys `tencentcloud:secretId` and so on. Default: inside a Pulumi program
   * the stack's configuration, elsewhere nothing.
   */
  readonly config?: ConfigSource;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * A client for the read functions, with the same credentials, pacing and retries as the resources.
 * @throws CredentialError naming the variable to set
 */
export function openReader({ env = process.env, config = stackConfig(env), ...options }: ReaderOptions = {}): Reader {
  return new CloudClient(resolveConnection(config, env), options);
}

/** The engine hands the stack's configuration to the program in a variable. */
function stackConfig(env: Readonly<Record<string, string | undefined>>): ConfigSource {
  let values: unknown;
  try {
    values = JSON.parse(env["PULUMI_CONFIG"] ?? "{}");
  } catch {
    values = {};
  }
  return {
    get(key) {
      // Some language hosts write `namespace:config:key`.
      const value = [key, key.replace(":", ":config:")].map((name) =>
        isProps(values) && Object.hasOwn(values, name) ? values[name] : undefined,
      );
      return value.find((text) => typeof text === "string");
    },
  };
}

/** Number of a VOD application, as text or number; undefined: the main one. */
export type SubAppId = string | number | undefined;

/** The parameter that names a VOD application. @throws UserError for what is no number of one */
export function subApp(subAppId: SubAppId): Props {
  if (subAppId === undefined) return {};
  const id = String(subAppId);
  if (!/^[1-9]\d{0,18}$/.test(id)) throw new UserError(`${JSON.stringify(subAppId)} is not the number of a VOD application`);
  return { SubAppId: wireId(id) };
}

let shared: Reader | undefined;

/** The reader that the functions use when they are given none: made of the environment, once per process. */
export function defaultReader(): Reader {
  shared ??= openReader();
  return shared;
}
