import type { IncomingMessage } from "node:http";
import { fail } from "./codes";
import { parseJson } from "./json";
import { readMultipart } from "./multipart";

/** A request to the API as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly query: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** The common parameters and the action's own, whichever way they came. */
export interface ApiRequest {
  readonly action: string;
  readonly version: string;
  readonly region: string;
  readonly timestamp: number;
  readonly token: string;
  readonly params: Record<string, unknown>;
  /** Values came as text, nested names as `A.B.0`. */
  readonly flat: boolean;
  /** The older signature methods put everything into parameters. */
  readonly legacy: Readonly<Record<string, string>> | undefined;
}

/** Query parameters that belong to the older signature methods and to no action. */
const COMMON = [
  "Action",
  "Version",
  "Region",
  "Timestamp",
  "Nonce",
  "SecretId",
  "Signature",
  "SignatureMethod",
  "Token",
  "Language",
  "RequestClient",
];

export function toWire(request: IncomingMessage, body: Buffer): WireRequest {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(",") : value);
  }
  const url = request.url ?? "/";
  const mark = url.indexOf("?");
  return { method: request.method ?? "GET", query: mark < 0 ? "" : url.slice(mark + 1), headers, body };
}

/** The action that a request names, for faults and the journal, which come before any check. */
export function actionName(wire: WireRequest): string {
  const header = wire.headers.get("x-tc-action");
  if (header !== undefined) return header;
  return (
    new URLSearchParams(wire.query).get("Action") ?? (isForm(wire) ? (new URLSearchParams(wire.body.toString()).get("Action") ?? "") : "")
  );
}

/** The action's parameters as far as they can be read; for the journal of a call that a fault meets before any check. */
export function peekParams(wire: WireRequest): Record<string, unknown> {
  try {
    return readRequest(wire).params;
  } catch {
    return {};
  }
}

/** Longest body of the older signature methods, 1 MB as the API documents. */
const MAX_FORM = 1024 * 1024;

/** Reads the protocol part of a request: method, content type, common parameters, body. Fails with the service's protocol codes. */
export function readRequest(wire: WireRequest): ApiRequest {
  if (wire.method !== "POST" && wire.method !== "GET") fail("UnsupportedProtocol", `The HTTP method ${wire.method} is not supported.`);
  const query = new URLSearchParams(wire.query);
  if (isForm(wire) && wire.body.length > MAX_FORM) fail("RequestSizeLimitExceeded", "The body of the request is longer than 1 MB.");
  const form = isForm(wire) && wire.method === "POST" ? new URLSearchParams(wire.body.toString()) : undefined;
  // A call that names its action like the older methods is one of theirs, also where its signature is missing.
  const isLegacy = (given: URLSearchParams | undefined) => given?.has("Signature") === true || given?.has("Action") === true;
  if (!wire.headers.has("x-tc-action") && (isLegacy(query) || isLegacy(form)))
    return readLegacy(Object.fromEntries([...query, ...(form ?? [])]));
  const action = common(wire, "X-TC-Action", "Action");
  const version = common(wire, "X-TC-Version", "Version");
  const timestamp = common(wire, "X-TC-Timestamp", "Timestamp");
  if (!/^\d{1,12}$/.test(timestamp)) fail("InvalidParameterValue", "The header `X-TC-Timestamp` must be Unix seconds.");
  const rest = {
    action,
    version,
    timestamp: Number(timestamp),
    region: wire.headers.get("x-tc-region") ?? "",
    token: wire.headers.get("x-tc-token") ?? "",
  };
  if (wire.method === "GET") return { ...rest, params: unflatten(query), flat: true, legacy: undefined };
  const contentType = wire.headers.get("content-type") ?? "";
  if (/^multipart\/form-data\b/i.test(contentType)) {
    return { ...rest, params: readMultipart(wire.body, contentType), flat: true, legacy: undefined };
  }
  if (!/^application\/json\b/i.test(contentType)) {
    fail("UnsupportedProtocol", "The content type of a signed POST request must be application/json or multipart/form-data.");
  }
  return { ...rest, params: parseBody(wire.body), flat: false, legacy: undefined };
}

function readLegacy(all: Record<string, string>): ApiRequest {
  for (const name of ["Action", "Version", "Timestamp", "Nonce", "SecretId", "Signature"]) {
    if (all[name] === undefined) fail("MissingParameter", `The request is missing a required parameter \`${name}\`.`);
  }
  const own = new URLSearchParams(Object.entries(all).filter(([name]) => !COMMON.includes(name)));
  return {
    action: all["Action"] ?? "",
    version: all["Version"] ?? "",
    region: all["Region"] ?? "",
    timestamp: Number(all["Timestamp"]),
    token: all["Token"] ?? "",
    params: unflatten(own),
    flat: true,
    legacy: all,
  };
}

function isForm(wire: WireRequest): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(wire.headers.get("content-type") ?? "");
}

function common(wire: WireRequest, header: string, name: string): string {
  return (
    wire.headers.get(header.toLowerCase()) ??
    fail("MissingParameter", `The request is missing a required parameter \`${name}\` (header \`${header}\`).`)
  );
}

function parseBody(body: Buffer): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = parseJson(body.toString());
  } catch {
    fail("InvalidParameter", "The body of the request is no valid JSON.");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    fail("InvalidParameter", "The body of the request must be a JSON object.");
  return parsed as Record<string, unknown>;
}

/** Turns `FlvParam.Enable=1` and `FileIds.0=x` into nested objects; arrays come out as objects with the indexes as keys. */
export function unflatten(query: URLSearchParams): Record<string, unknown> {
  const root: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [path, value] of query) {
    const names = path.split(".");
    const last = names.pop() ?? "";
    if (names.length > 8) fail("UnknownParameter", "The parameter is nested too deeply.");
    let at = root;
    for (const name of names) {
      const next = at[name];
      if (typeof next === "object" && next !== null) at = next as Record<string, unknown>;
      else at = at[name] = Object.create(null) as Record<string, unknown>;
    }
    at[last] = value;
  }
  return root;
}
