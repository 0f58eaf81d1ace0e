import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { onTestFinished } from "vitest";
import { type ClientOptions, CloudClient, resolveConnection } from "../../provider/cloud/index";

/** A request that the server has read whole. */
export interface Seen {
  readonly method: string;
  readonly action: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly socket: Socket;
}

export type Handler = (seen: Seen, response: ServerResponse, nth: number) => void | Promise<void>;

export interface TestServer {
  readonly host: string;
  readonly seen: Seen[];
  handler: Handler;
}

/** Starts a server on a free loopback port for the running test. `nth` counts the requests from 1. */
export async function serve(handler: Handler): Promise<TestServer> {
  const seen: Seen[] = [];
  const http = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", () => {});
    request.on("end", () => {
      const { headers, socket, method = "" } = request;
      const action = String(headers["x-tc-action"] ?? "");
      const one = { method, action, headers, body: Buffer.concat(chunks).toString(), socket };
      seen.push(one);
      void server.handler(one, response, seen.length);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const server: TestServer = { host: `127.0.0.1:${(http.address() as AddressInfo).port}`, seen, handler };
  return server;
}

/** Answers as the service does. */
export function reply(response: ServerResponse, content: Record<string, unknown> = {}, headers: Record<string, string> = {}): void {
  response.writeHead(200, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ Response: { ...content, RequestId: "req-1" } }));
}

/** Answers with an error of the service. */
export function refuse(response: ServerResponse, code: string, message = "refused", headers: Record<string, string> = {}): void {
  reply(response, { Error: { Code: code, Message: message } }, headers);
}

export const canary = { id: "AKIDcanaryId0001", key: "canaryKey0002", token: "canaryToken0003" };

/** The environment of a client that talks to a loopback server. */
export function environment(host: string): Record<string, string> {
  return {
    TENCENTCLOUD_SECRET_ID: canary.id,
    TENCENTCLOUD_SECRET_KEY: canary.key,
    TENCENTCLOUD_SECURITY_TOKEN: canary.token,
    TENCENTCLOUD_DOMAIN: host,
    TENCENTCLOUD_PROTOCOL: "HTTP",
  };
}

/** A client of a loopback server with short delays, aborted when the test ends. */
export function connect(host: string, options: ClientOptions = {}): CloudClient {
  const client = new CloudClient(resolveConnection(undefined, environment(host)), { delays: { baseMs: 4, capMs: 20 }, ...options });
  onTestFinished(() => client.abort());
  return client;
}

/** The error that a promise ends with. */
export async function failure(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error as Error & Record<string, unknown>;
    throw error;
  }
  throw new Error("it did not fail");
}
