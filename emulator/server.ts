import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { cosRequest } from "./cos";
import { readHost } from "./host";

/** Longest URL of a GET request, 32 KB as the API documents. */
const MAX_URL = 32 * 1024;
const MAX_HEADERS = 200;
/** Longest body; the API documents 10 MB for TC3. */
export const MAX_BODY = 10 * 1024 * 1024;

/** Answers a request that passed the limits; `gone` aborts when the caller hangs up before the answer. */
type Handler = (request: IncomingMessage, response: ServerResponse, body: Buffer) => Promise<void>;

/** An HTTP server with the emulator's limits, not yet listening. A refused request gets a status and nothing else. */
function limitedServer(handler: Handler): Server {
  const server = createServer({
    maxHeaderSize: 64 * 1024,
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
    refuse(response, refused);
    return;
  }
  const body = await readBody(request);
  if (body === undefined) refuse(response, 413);
  else await handler(request, response, body);
}

function refusal(request: IncomingMessage): number | undefined {
  if ((request.url ?? "").length > MAX_URL) return 414;
  if (request.rawHeaders.length / 2 > MAX_HEADERS) return 431;
  if (!readHost(request.headers.host).allowed) return 403;
  if (request.headers.origin !== undefined && !isMedia(request)) return 403;
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY) return 413;
  return undefined;
}

/** Files are for any page to play, as VOD's are; nothing else answers a page. */
function isMedia({ method = "", url = "", headers }: IncomingMessage): boolean {
  return (method === "GET" || method === "HEAD") && (url.startsWith("/media/") || cosRequest(headers.host, url) !== undefined);
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { "Content-Length": 0, Connection: "close" });
  response.end();
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
