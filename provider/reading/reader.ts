import { type ClientOptions, CloudClient, type ConfigSource, resolveConnection } from "../cloud/index";
import type { Answer } from "../core/lifecycle";
import type { Props } from "../core/schema";

/** What the read functions need of a client. */
export interface Reader {
  call(action: string, params: Props): Promise<Answer>;
  now(): Promise<Date>;
}

export interface ReaderOptions extends Pick<ClientOptions, "signal" | "warn"> {
  /** Where credentials and endpoint come from besides the environment, which wins: keys `tencentcloud:secretId` and so on. */
  readonly config?: ConfigSource;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * A client for the read functions, with the same credentials, pacing and retries as the resources.
 * @throws CredentialError naming the variable to set
 */
export function openReader({ config, env, ...options }: ReaderOptions = {}): Reader {
  return new CloudClient(resolveConnection(config, env), options);
}

let shared: Reader | undefined;

/** The reader that the functions use when they are given none: made of the environment, once per process. */
export function defaultReader(): Reader {
  shared ??= openReader();
  return shared;
}
