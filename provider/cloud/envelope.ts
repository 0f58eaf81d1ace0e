import { AnswerError, ServiceError, TransportError } from "./errors";
import { JsonError, parseJson } from "./json";
import type { HttpAnswer } from "./transport";

/** The content of `Response`: the action's own fields and `RequestId`. Integers beyond 2^53 are strings of their digits. */
export type Answer = { readonly [field: string]: unknown };

/** Cleans a text of the service for a terminal: no secrets, no control characters, no walls of text. */
type Clean = (text: string) => string;

const maxText = 2000;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function member(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** Control characters, which could forge lines of the message or speak to the terminal. */
const control = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * Tells what an HTTP answer means. The service reports its errors with HTTP status 200, so another status is a gateway's, unless the
 * body is an answer of the service all the same.
 * @param scrub removes the connection's secrets from texts that may repeat them.
 * @throws ServiceError, TransportError (status 429 and 5xx), AnswerError
 */
export function readAnswer(action: string, http: HttpAnswer, scrub: Clean): Answer {
  const clean: Clean = (raw) => scrub(raw).replace(control, " ").slice(0, maxText);
  const parsed = parseBody(action, http);
  const response = member(parsed, "Response");
  const error = member(response, "Error");
  const code = text(member(error, "Code"));
  if (code !== "")
    throw new ServiceError(action, clean(code), clean(text(member(error, "Message"))), clean(text(member(response, "RequestId"))));
  const legacy = legacyError(parsed);
  if (legacy !== undefined) throw new ServiceError(action, clean(legacy.code), clean(legacy.message), "");
  if (http.status === 429 || http.status >= 500) throw gatewayFailure(action, http.status);
  if (http.status !== 200) throw new AnswerError(action, "not an answer of the service", http.status);
  if (!isRecord(response) || error !== undefined) throw new AnswerError(action, "the answer has no usable Response", http.status);
  return response;
}

/** The body as JSON; undefined for a status other than 200 whose body is something else, as a gateway's page is. */
function parseBody(action: string, http: HttpAnswer): unknown {
  const type = http.contentType?.split(";", 1)[0]?.trim().toLowerCase();
  const isJson = type === undefined || type === "application/json" || type === "text/json";
  if (!isJson && http.status !== 200) return undefined;
  if (!isJson) throw new AnswerError(action, "the answer is not JSON by its content type", http.status);
  try {
    return parseJson(http.body);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    if (http.status !== 200) return undefined;
    throw new AnswerError(action, `the answer is ${error.message}`, http.status);
  }
}

/** The error body of the API's older generation, which gateways still send: `{code, message, codeDesc}`. */
function legacyError(parsed: unknown): { readonly code: string; readonly message: string } | undefined {
  const code = member(parsed, "code");
  if (code === undefined || code === 0 || member(parsed, "Response") !== undefined) return undefined;
  const name = text(member(parsed, "codeDesc")) || text(code);
  return name === "" ? undefined : { code: name, message: text(member(parsed, "message")) };
}

function gatewayFailure(action: string, status: number): TransportError {
  return new TransportError({ action, phase: "uncertain", reason: "a gateway answered in the service's place", status });
}
