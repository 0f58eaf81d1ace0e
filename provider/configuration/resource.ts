import type { Kind } from "../core/lifecycle";
import type { Props } from "../core/schema";

/** The kinds by name. */
export type Kinds = ReadonlyMap<string, Kind>;

/** What stands in the place of a secret value, on either side. */
export const SECRET = "[secret]";

/** The same, where it is known which environment variable holds the secret. */
export function secretIn(variable: string): string {
  return `[secret in ${variable}]`;
}

/** The variable of such a mark; undefined: it is none. */
export function variableOf(mark: unknown): string | undefined {
  return typeof mark === "string" ? /^\[secret in ([A-Za-z_][A-Za-z0-9_]*)\]$/.exec(mark)?.[1] : undefined;
}

/** A resource as one side of a comparison declares it: no secret, no machinery. */
export interface DeclaredResource {
  readonly kind: Kind;
  /** The name that its author gave it; a rule's is its domain, app and stream. */
  readonly name: string;
  /** Where its author wrote it, such as its path in a manifest. */
  readonly place?: string | undefined;
  /** Tells it from every other resource on both sides. */
  readonly key: string;
  readonly inputs: Props;
  /** Where the stream is pushed that it is about, for a kind that knows the stream by its name alone; only a manifest says so. */
  readonly pushedTo?: PushPlace | undefined;
  /** Left out: it is not made yet. */
  readonly life?: Life | undefined;
  /** Inputs that are the id of another resource. */
  readonly references: ReadonlyMap<string, Reference>;
}

/** Push domain and app. */
export interface PushPlace {
  readonly domainName: string;
  readonly appName: string;
}

/** What the state knows of a resource beside its inputs, as far as recordings go. */
export interface Life {
  /** Such as `missed`: its window was over before it could be sent. */
  readonly status: string | undefined;
  /** When it ends by itself, RFC 3339. */
  readonly endsAt: string | undefined;
}

/** A resource that another one refers to. */
export interface Reference {
  readonly key: string;
  readonly name: string;
}

/** The key of a resource that no stack has made. */
export function keyOf(token: string, name: string): string {
  return `${token}::${name}`;
}
