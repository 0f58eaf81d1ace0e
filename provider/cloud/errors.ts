import { firstPart, hintFor } from "./hints";

/**
 * Whether the service may have acted on a request that failed: `not-sent` only when nothing of it was written to a connection (or the
 * service said that it refused it), `uncertain` in every other case.
 */
export type Phase = "not-sent" | "uncertain";

/** Joins the lines of a message, leaving out those without a value. */
function lines(head: string, rows: readonly (readonly [label: string, value: string | undefined])[]): string {
  return [head, ...rows.flatMap(([label, value]) => (value === undefined || value === "" ? [] : [`  ${label}: ${value}`]))].join("\n");
}

/** The service answered with an error code. */
export class ServiceError extends Error {
  readonly kind = "service";
  override readonly name = "ServiceError";
  readonly action: string;
  /** The service's code, such as `FailedOperation.ConfInUsed`. Match on it, never on the text: its language varies. */
  readonly code: string;
  /** The service's own text. */
  readonly detail: string;
  /** The service's id of the request, or "" when it gave none. */
  readonly requestId: string;
  readonly hint: string | undefined;

  constructor(action: string, code: string, detail: string, requestId: string) {
    const hint = hintFor(code);
    super(
      lines(`${action} failed`, [
        ["code", code],
        ["message", detail],
        ["RequestId", requestId],
        ["what to do", hint],
      ]),
    );
    this.action = action;
    this.code = code;
    this.detail = detail;
    this.requestId = requestId;
    this.hint = hint;
  }
}

/** What a {@link TransportError} is made of. */
export interface TransportFailure {
  readonly action: string;
  readonly phase: Phase;
  /** One line: what happened. */
  readonly reason: string;
  /** HTTP status, when there was an answer. */
  readonly status?: number | undefined;
  /** Node's or undici's error code, such as `ECONNRESET`. */
  readonly code?: string | undefined;
  /** The attempt ran into a time limit. Default false. */
  readonly timedOut?: boolean;
  /** Trying again cannot help: a certificate, a name that does not exist, an abort. Default false. */
  readonly permanent?: boolean;
  readonly hint?: string | undefined;
}

/** The request failed on its way, or a gateway answered in the service's place. */
export class TransportError extends Error {
  readonly kind = "transport";
  override readonly name = "TransportError";
  readonly action: string;
  readonly phase: Phase;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly timedOut: boolean;
  readonly permanent: boolean;

  constructor(failure: TransportFailure) {
    super(
      lines(`${failure.action} failed: ${failure.reason}`, [
        ["code", failure.code],
        ["HTTP status", failure.status === undefined ? undefined : String(failure.status)],
        ["effect", effectOf(failure.phase)],
        ["what to do", failure.hint],
      ]),
      // A plain copy: what undici throws can hold headers, and they can hold the signature.
      { cause: failure.code === undefined ? failure.reason : `${failure.code}: ${failure.reason}` },
    );
    this.action = failure.action;
    this.phase = failure.phase;
    this.status = failure.status;
    this.code = failure.code;
    this.timedOut = failure.timedOut ?? false;
    this.permanent = failure.permanent ?? false;
  }
}

/** Something answered, but not as the service does: malformed, too large, of another content type. */
export class AnswerError extends Error {
  readonly kind = "answer";
  override readonly name = "AnswerError";
  readonly action: string;
  /** Always uncertain: whatever spoiled the answer, the service may have acted. */
  readonly phase: Phase = "uncertain";
  readonly status: number | undefined;

  constructor(action: string, reason: string, status?: number) {
    super(
      lines(`${action} failed: ${reason}`, [
        ["HTTP status", status === undefined ? undefined : String(status)],
        ["effect", effectOf("uncertain")],
        ["what to do", "Check TENCENTCLOUD_DOMAIN and any proxy in between: this is not an answer of the service."],
      ]),
    );
    this.action = action;
    this.status = status;
  }
}

/** The connection cannot be set up from the environment and the configuration. */
export class CredentialError extends Error {
  readonly kind = "credential";
  override readonly name = "CredentialError";

  constructor(reason: string, hint: string) {
    super(lines(reason, [["what to do", hint]]));
  }
}

/** The time for a call, retries included, ran out. */
export class DeadlineError extends Error {
  readonly kind = "deadline";
  override readonly name = "DeadlineError";
  readonly action: string;
  readonly phase: Phase;

  /** `last` is the failure that was being retried, if any; its text is repeated so that code and RequestId are not lost. */
  constructor(action: string, deadlineMs: number, phase: Phase, last?: Error) {
    super(
      lines(`${action} failed: not done within ${deadlineMs / 1000} s`, [
        ["effect", effectOf(phase)],
        ["last failure", last?.message.replaceAll("\n", "\n  ")],
      ]),
      last === undefined ? undefined : { cause: last },
    );
    this.action = action;
    this.phase = phase;
  }
}

function effectOf(phase: Phase): string {
  return phase === "not-sent" ? "the request did not reach the service" : "uncertain: the service may have done what was asked";
}

/** The code of a service error, recognised by its fields so that errors of another copy of this package count too. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("kind" in error) || error.kind !== "service") return undefined;
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** The service refused the call for its rate, before doing anything. Quotas (`LimitExceeded.MaximumTask`, ...) do not count. */
export function isThrottle(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && (firstPart(code) === "RequestLimitExceeded" || code === "LimitExceeded.RateLimitExceeded");
}
