import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { CloudClient, resolveConnection } from "../../provider/cloud/index";
import { selfSigned } from "./certificate";
import { canary, connect, environment, failure, refuse, reply, serve } from "./server";

const json = { "content-type": "application/json" };

describe("an exchange", () => {
  it("takes compressed answers, exact to the last digit of an id", async () => {
    const server = await serve((seen, response) => {
      expect(seen.headers["accept-encoding"]).toBe("gzip");
      response.writeHead(200, { ...json, "content-encoding": "gzip" });
      response.end(gzipSync('{"Response":{"TaskId":18446744073709551615}}'));
    });
    expect(await connect(server.host).call("CreateLiveRecord", {})).toEqual({ TaskId: "18446744073709551615" });
  });

  it.each([
    ["plain", {}, Buffer.alloc(3_000_000, 0x20)],
    ["compressed", { "content-encoding": "gzip" }, gzipSync(Buffer.alloc(3_000_000, 0x20))],
  ])("does not take in a %s answer beyond the limit", async (_, headers, body) => {
    const server = await serve((_seen, response) => void response.writeHead(200, { ...json, ...headers }).end(body));
    const error = await failure(connect(server.host, { limits: { maxBytes: 1_000_000 } }).call("DescribeLiveRecordRules", {}));
    expect(error).toMatchObject({ kind: "answer", phase: "uncertain", message: expect.stringContaining("larger than 1000000 bytes") });
    expect(server.seen).toHaveLength(1);
  });

  it.each([
    ["gzip", "not gzip"],
    ["br", "x"],
  ])("refuses content encoding %s that it cannot read", async (encoding, body) => {
    const server = await serve((_, response) => void response.writeHead(200, { ...json, "content-encoding": encoding }).end(body));
    expect(await failure(connect(server.host).call("DescribeLiveRecordRules", {}))).toMatchObject({ kind: "answer" });
  });

  it("follows no redirect", async () => {
    const target = await serve((_, response) => reply(response));
    const server = await serve((_, response) => void response.writeHead(307, { location: `http://${target.host}/` }).end());
    expect(await failure(connect(server.host).call("DescribeLiveRecordRules", {}))).toMatchObject({ kind: "answer", status: 307 });
    expect(target.seen).toHaveLength(0);
  });

  it("that drips ends after its total time", async () => {
    const server = await serve((seen, response) => {
      response.writeHead(200, json);
      const timer = setInterval(() => response.write(" "), 20);
      seen.socket.on("close", () => clearInterval(timer));
    });
    const error = await failure(connect(server.host, { limits: { totalMs: 200 } }).call("CreateLiveRecord", {}));
    expect(error).toMatchObject({ kind: "transport", phase: "uncertain", timedOut: true });
    expect(error.message).toContain("no whole answer within 0.2 s");
  });

  it("with no answer ends after the time for headers", async () => {
    const server = await serve(() => {});
    const error = await failure(connect(server.host, { limits: { headersMs: 300 } }).call("CreateLiveRecord", {}));
    expect(error).toMatchObject({ phase: "uncertain", timedOut: true, code: "UND_ERR_HEADERS_TIMEOUT" });
  });

  it("of a create has a connection of its own, reads share theirs", async () => {
    const server = await serve((_, response) => reply(response));
    const client = connect(server.host);
    for (let i = 0; i < 10; i++) await client.call("DescribeLiveRecordRules", {});
    for (let i = 0; i < 10; i++) await client.call("CreateLiveRecord", {});
    const sockets = (from: number): number => new Set(server.seen.slice(from, from + 10).map((seen) => seen.socket)).size;
    expect(sockets(0)).toBeLessThanOrEqual(2);
    expect(sockets(10)).toBe(10);
  });
});

describe("TLS", () => {
  it("is never relaxed, and its failure is neither retried nor taken for sent", async () => {
    const server = createServer(selfSigned(), (_, response) => reply(response));
    let connections = 0;
    server.on("connection", () => connections++);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    onTestFinished(() => void vi.unstubAllEnvs());
    const env = { ...environment(`127.0.0.1:${(server.address() as AddressInfo).port}`), TENCENTCLOUD_PROTOCOL: "HTTPS" };
    const client = new CloudClient(resolveConnection(undefined, env));
    const error = await failure(client.call("DescribeLiveRecordRules", {}));
    expect(error).toMatchObject({ kind: "transport", phase: "not-sent", code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    expect(error.message).toContain("certificate is not trusted");
    expect(connections).toBe(1);
    client.abort();
  });

  it("spoken to a server that has none fails at once, as not sent", async () => {
    const server = await serve((_, response) => reply(response));
    const client = new CloudClient(resolveConnection(undefined, { ...environment(server.host), TENCENTCLOUD_PROTOCOL: "HTTPS" }));
    const error = await failure(client.call("CreateLiveRecord", {}));
    expect(error).toMatchObject({ kind: "transport", phase: "not-sent", permanent: true });
    expect(error.message).toContain("the endpoint does not speak HTTPS");
    expect(error.message).toContain("set TENCENTCLOUD_PROTOCOL=http");
    expect(error.message).not.toMatch(/certificate|openssl|\.c:/i);
    client.abort();
  });
});

describe("secrets", () => {
  it("are in no error, even where the service repeats them", async () => {
    const server = await serve((seen, response, nth) => {
      const echo = `${canary.id} ${canary.key} ${canary.token} ${seen.headers["authorization"]}`;
      if (nth === 1) refuse(response, "AuthFailure.SecretIdNotFound", echo);
      else if (nth === 2) response.writeHead(200, { "content-type": "text/html" }).end(echo);
      else if (nth === 3) response.writeHead(200, json).end(`{${echo}`);
      else if (nth === 4) refuse(response, canary.key);
      else seen.socket.end(`${echo}\r\n\r\n`);
    });
    const warnings: string[] = [];
    const client = connect(server.host, { warn: (text) => warnings.push(text) });
    const errors: Error[] = [];
    for (let i = 0; i < 5; i++) errors.push(await failure(client.call("CreateLiveRecord", {})));
    client.abort(new Error(`with ${canary.token}`));
    errors.push(await failure(client.call("DescribeLiveRecordRules", {})));
    expect(server.seen).toHaveLength(5);
    const signatures = server.seen.map((seen) => /Signature=(\w+)/.exec(String(seen.headers["authorization"]))?.[1] ?? "none");
    const shown = [
      ...errors.flatMap((error) => [inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error)]),
      inspect(client, { depth: 9 }),
      ...warnings,
    ].join("\n");
    for (const secret of [...Object.values(canary), ...signatures]) expect(shown).not.toContain(secret);
    expect(shown).toContain("***");
  });
});
