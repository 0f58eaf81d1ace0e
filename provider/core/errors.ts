/** An error whose text is meant for the user as it stands: no stack is ever shown for it. */
export class UserError extends Error {
  override readonly name = "UserError";
}

/**
 * The object may exist, but we do not know it: Pulumi keeps it in the state as initialisation failure,
 * so that no later run creates it again (engine contract: an error with id, properties and reasons).
 */
export class InitFailure extends Error {
  override readonly name = "InitFailure";
  readonly id: string;
  readonly properties: { [name: string]: unknown };
  readonly reasons: readonly string[];

  constructor(id: string, properties: { [name: string]: unknown }, reason: string) {
    super(reason);
    this.id = id;
    this.properties = properties;
    this.reasons = [reason];
  }
}

/**
 * Errors of the service client are recognised by their form, because the core does not import the client:
 * `kind` says which it is, `code` is the service's, `phase` says whether a request may have reached the service.
 */
export interface CallError extends Error {
  readonly kind: "service" | "transport" | "answer" | "credential" | "deadline";
  readonly code?: string;
  readonly phase?: "not-sent" | "uncertain";
}

export function isCallError(error: unknown): error is CallError {
  return error instanceof Error && "kind" in error && typeof error.kind === "string";
}

/** The request may have had its effect, but no readable answer came. */
export function isUncertain(error: unknown): boolean {
  return isCallError(error) && error.kind !== "service" && error.phase === "uncertain";
}

// One condition comes under several prefixes (InternalError, FailedOperation, InvalidParameter …): only the suffix is reliable.
const NOT_FOUND: ReadonlySet<string> = new Set(["NotFound", "ConfNotFound", "RuleNotFound", "FileNotExist", "ChannelNotExist"]);

/**
 * The service says that the object of the call does not exist. `ResourceNotFound.StopService` and its like are about the account and do not count,
 * nor does `AuthFailure.SecretIdNotFound`.
 */
export function isNotFound(error: unknown): boolean {
  const code = codeOf(error);
  if (code === undefined) return false;
  return code === "ResourceNotFound" || code === "ResourceNotFound.TaskId" || NOT_FOUND.has(code.split(".").at(-1) ?? "");
}

export function codeOf(error: unknown): string | undefined {
  return isCallError(error) && error.kind === "service" ? error.code : undefined;
}

/** What was thrown, in its own words. A failed attempt at several addresses has none of its own: its code says what happened. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === "" && "code" in error ? String(error.code) : error.message;
}
