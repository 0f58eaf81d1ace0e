import { fail } from "./codes";

const BOUNDARY = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i;
const NAME = /^content-disposition:\s*form-data;.*?\bname="([^"]*)"/im;
const JSON_PART = /^content-type:\s*application\/json\b/im;

/**
 * The parameters of a multipart form, as the official clients send one: a part for each, text as it is, lists and blocks as JSON. A body that is
 * none is InvalidRequest.
 */
export function readMultipart(body: Buffer, contentType: string): Record<string, unknown> {
  const [, quoted, plain] = BOUNDARY.exec(contentType) ?? [];
  const boundary = quoted ?? plain ?? malformed();
  // Bytes as characters: nothing is lost while the parts are told apart.
  const [, ...pieces] = `\r\n${body.toString("latin1")}`.split(`\r\n--${boundary}`);
  if (pieces.pop()?.startsWith("--") !== true) malformed();
  const params = Object.create(null) as Record<string, unknown>;
  for (const piece of pieces) {
    const end = piece.indexOf("\r\n\r\n");
    if (!/^[ \t]*\r\n/.test(piece) || end < 0) malformed();
    const head = utf8(piece.slice(0, end));
    const [, name] = NAME.exec(head) ?? malformed();
    const value = utf8(piece.slice(end + 4));
    params[name ?? ""] = JSON_PART.test(head) ? parsed(value) : value;
  }
  return params;
}

function utf8(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return malformed();
  }
}

function malformed(): never {
  fail("InvalidRequest", "The multipart format of the request body is incorrect.");
}
