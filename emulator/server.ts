import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { MESSAGES } from "./codes";
import { cosRequest } from "./cos-address";
import { readHost } from "./host";

/** Longest URL of a GET request, 32 KB as the API documents. */
const MAX_URL = 32 * 1024;
const MAX_HEADERS = 200;
/** Longest headers together. */
const MAX_HEADER_TEXT = 64 * 1024;
/** What is read of a request before its size is judged; a URL longer than this is refused without a word. */
const MAX_HEAD = 2 * 1024 * 1024;
/** Longest body; the API documents 10 MB for TC3. */
export const MAX_BODY = 10 * 1024 * 1024;

/** Statuses of a request that is over a limit of size. */
const TOO_LONG = { url: 414, body: 413 } as const;

/** Answers a request that passed the limits; `gone` aborts when the caller hangs up before the answer. */
type Handler = (request: IncomingMessage, response: ServerResponse, body: Buffer) => Promise<void>;

/** An HTTP server with the emulator's limits, not yet listening. A refused request gets a status and nothing else, but for `tooLong`. */
function limitedServer(handler: Handler): Server {
  const server = createServer({
    maxHeaderSize: MAX_HEAD,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 1_000,
    keepAliveTimeout: 30_000,
  });
  server.maxConnections = 1024;
  server.on("request", (request, response) => {
    serve(handler, request, response).catch(() => response.destroy());
  });
  server.on("clientError", (error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket) => refuseMalformed(error, socket));
  return server;
}

async function serve(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refused = refusal(request);
  if (refused !== undefined) {
    refuse(request, response, refused);
    return;
  }
  const body = await readBody(request);
  if (body === undefined) refuse(request, response, TOO_LONG.body);
  else await handler(request, response, body);
}

function refusal(request: IncomingMessage): number | undefined {
  if ((request.url ?? "").length > MAX_URL) return TOO_LONG.url;
  const { rawHeaders } = request;
  if (rawHeaders.length / 2 > MAX_HEADERS || rawHeaders.join("").length > MAX_HEADER_TEXT) return 431;
  if (!readHost(request.headers.host).allowed) return 403;
  if (request.headers.origin !== undefined && !isMedia(request)) return 403;
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY) return TOO_LONG.body;
  return undefined;
}

/** Files are for any page to play, as VOD's are; nothing else answers a page. */
function isMedia({ method = "", url = "", headers }: IncomingMessage): boolean {
  return (method === "GET" || method === "HEAD") && (url.startsWith("/media/") || cosRequest(headers.host, url) !== undefined);
}

function refuse({ url = "" }: IncomingMessage, response: ServerResponse, status: number): void {
  const sized = status === TOO_LONG.url || status === TOO_LONG.body;
  const body = sized && isApi(url) ? tooLong() : "";
  const type = body === "" ? {} : { "Content-Type": "application/json" };
  response.writeHead(body === "" ? status : 200, { ...type, "Content-Length": body.length, Connection: "close" });
  response.end(body);
}

const isApi = (url: string): boolean => /^\/(?:\?|$)/.test(url);

/** What API 3.0 answers with HTTP 200 to a call over its limits, as to any other that it refuses. */
function tooLong(): string {
  const Code = "RequestSizeLimitExceeded";
  return JSON.stringify({ Response: { Error: { Code, Message: MESSAGES[Code] }, RequestId: randomUUID() } });
}

function refuseMalformed(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const overflow = error.code === "HPE_HEADER_OVERFLOW";
  const inUrl = overflow && error.rawPacket?.includes("\r\n") === false;
  const timeout = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const status = timeout
    ? "408 Request Timeout"
    : inUrl
      ? "414 URI Too Long"
      : overflow
        ? "431 Request Header Fields Too Large"
        : "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The whole body, or undefined once it is over the limit. */
function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY) {
        request.pause();
        resolve(undefined);
      } else chunks.push(chunk);
    });
    request.on("end", () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on("error", reject);
    request.on("close", () => reject(new Error("closed")));
  });
}

/** Listens on 127.0.0.1 and, where the machine has it, on ::1 with the same port. */
export async function listen(answer: Handler, port: number): Promise<Server[]> {
  const first = limitedServer(answer);
  await bind(first, "127.0.0.1", port);
  const second = limitedServer(answer);
  const taken = await bind(second, "::1", portOf(first)).then(
    () => true,
    () => false,
  );
  return taken ? [first, second] : [first];
}

export function portOf(server: Server | undefined): number {
  const address = server?.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Ends a server with all its connections. */
export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
