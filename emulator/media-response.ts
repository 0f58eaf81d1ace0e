import type { IncomingMessage, ServerResponse } from "node:http";
import type { MediaAnswer } from "./media-server";

/** The part of a file that is asked for, both ends included; `whole` where all of it is, `none` where it lies behind its end. */
type Part = { readonly first: number; readonly last: number } | "whole" | "none";

const READ_BY_PAGES = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range",
};

/** Sends a file, whole or the one part that the Range header names (RFC 9110, 14), as a player asks for it to seek. */
export function sendMedia(request: IncomingMessage, response: ServerResponse, { status, type, body }: MediaAnswer): void {
  const { method = "GET", headers } = request;
  if (method !== "GET" && method !== "HEAD") {
    response.writeHead(405, { Allow: "GET, HEAD", "Content-Length": 0 });
    response.end();
    return;
  }
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  // No file has a validator, so a condition on one never holds, and the file is sent whole.
  const range = status === 200 && method === "GET" && headers["if-range"] === undefined ? headers.range : undefined;
  const part = partOf(range, bytes.length);
  const common = { ...READ_BY_PAGES, ...(status === 200 ? { "Accept-Ranges": "bytes" } : {}) };
  if (part === "none") {
    response.writeHead(416, { ...common, "Content-Range": `bytes */${bytes.length}`, "Content-Length": 0 });
    response.end();
    return;
  }
  const sent = part === "whole" ? bytes : bytes.subarray(part.first, part.last + 1);
  const which = part === "whole" ? {} : { "Content-Range": `bytes ${part.first}-${part.last}/${bytes.length}` };
  response.writeHead(part === "whole" ? status : 206, { ...common, ...which, "Content-Type": type, "Content-Length": sent.length });
  response.end(method === "HEAD" ? undefined : sent);
}

/** Reads `bytes=0-99`, `bytes=100-` and `bytes=-100`. Several ranges at once, and what is none, are ignored, as a server may. */
function partOf(header: string | undefined, size: number): Part {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec((header ?? "").replaceAll(" ", "")) ?? [];
  if (from === "" && to === "") return "whole";
  if (from === "") return Number(to) === 0 || size === 0 ? "none" : { first: Math.max(0, size - Number(to)), last: size - 1 };
  if (to !== "" && Number(to) < Number(from)) return "whole";
  return Number(from) >= size ? "none" : { first: Number(from), last: to === "" ? size - 1 : Math.min(Number(to), size - 1) };
}
