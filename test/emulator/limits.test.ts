import { createConnection } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, send, signedHeaders } from "./client";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

/** Sends bytes as they are and returns the status line of the answer with its body. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(emulator.port, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (data) => {
      const [head = "", body = ""] = data.toString().split("\r\n\r\n");
      resolve(`${head.split("\r\n")[0]} ${body}`);
      socket.destroy();
    });
    socket.on("error", reject);
    socket.on("close", () => resolve("closed"));
  });
}

describe("who is answered", () => {
  test.each(["evil.example.com", "10.0.0.1", "localhost.evil.com", "tencentcloudapi.com.evil.com", "169.254.169.254"])(
    "not a request for the host %s",
    async (host) => {
      const answer = await send(emulator, "POST", "/", { ...signedHeaders(emulator, "DescribeLiveRecordRules", "{}"), Host: host }, "{}");
      expect([400, 403]).toContain(answer.status);
      expect((await send(emulator, "GET", "/_control/clock", { Host: host })).status).toBe(403);
    },
  );

  test.each([
    "live.example.test",
    "live.tencentcloudapi.com",
    "live.ap-guangzhou.tencentcloudapi.com",
    "live.intl.tencentcloudapi.com",
    "localhost:80",
    "[::1]:80",
    "LIVE.TEST",
  ])("a request for the host %j", async (host) => {
    expect((await call(emulator, "DescribeLiveRecordRules", {}, { host: host.toLowerCase() })).code).toBe("OK");
  });

  test("not a page in a browser", async () => {
    expect((await send(emulator, "GET", "/_control/state", { Origin: "http://evil.example.com" })).status).toBe(403);
    expect((await send(emulator, "POST", "/", { Origin: "null" }, "{}")).status).toBe(403);
  });

  test("at 127.0.0.1 and, where the machine has it, at ::1", async () => {
    const answer = await fetch(`http://[::1]:${emulator.port}/_control/clock`).catch(() => undefined);
    if (answer !== undefined) expect(answer.status).toBe(200);
  });
});

describe("how much is read", () => {
  const TOO_LONG = /^HTTP\/1.1 200 OK .*"Code":"RequestSizeLimitExceeded"/;

  test("a call with a body over 10 MB is RequestSizeLimitExceeded, declared or not", async () => {
    const body = Buffer.alloc(10 * 1024 * 1024 + 1, " ");
    const answer = await fetch(emulator.url, { method: "POST", body });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      Response: { Error: { Code: "RequestSizeLimitExceeded", Message: expect.any(String) }, RequestId: expect.any(String) },
    });
    expect(await raw("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\n\r\n")).toMatch(TOO_LONG);
  });

  test("a call by a long URL is the same, whether it fits a packet or not", async () => {
    expect(await raw(`GET /?${"x".repeat(40_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`)).toMatch(TOO_LONG);
    expect(await raw(`GET /?${"x".repeat(1_000_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`)).toMatch(TOO_LONG);
  });

  test("elsewhere a body over the limit is 413 and a long URL 414, as is one beyond all bounds", async () => {
    const body = Buffer.alloc(10 * 1024 * 1024 + 1, " ");
    expect((await fetch(`${emulator.control}/journal`, { method: "POST", body })).status).toBe(413);
    expect((await send(emulator, "GET", `/media/${"x".repeat(40_000)}`, {})).status).toBe(414);
    expect(await raw(`GET /?${"x".repeat(3_000_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`)).toContain("414");
  });

  test("many or long headers are 431", async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => `x-${n}: y\r\n`).join("");
    expect(await raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n${many}\r\n`)).toContain("431");
    const few = Array.from({ length: 300 }, (_, n) => `x-${n}: y\r\n`).join("");
    expect(await raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n${few}\r\n`)).toContain("431");
    expect(await raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nx: ${"y".repeat(70_000)}\r\n\r\n`)).toContain("431");
  });

  test("what is no HTTP is 400", async () => {
    expect(await raw("nonsense\r\n\r\n")).toContain("400");
  });

  test("a body that nests a hundred thousand deep is refused and does no harm", async () => {
    const deep = `{"TemplateName":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    expect((await call(emulator, "CreateLiveRecordTemplate", {}, { body: deep })).code).toBe("InvalidParameter");
    const unknown = `{"x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    expect((await call(emulator, "CreateLiveRecordTemplate", {}, { body: unknown })).code).toBe("UnknownParameter");
    expect((await fetch(`${emulator.control}/journal`)).status).toBe(200);
  });

  test("other methods are told so in the envelope", async () => {
    const answer = await send(emulator, "PUT", "/", { "Content-Type": "application/json" }, "{}");
    expect(JSON.parse(answer.text).Response.Error.Code).toBe("UnsupportedProtocol");
  });
});

test("slow callers do not keep others waiting", async () => {
  const sockets = Array.from({ length: 200 }, () => createConnection(emulator.port, "127.0.0.1"));
  for (const socket of sockets) {
    socket.on("error", () => {});
    socket.write("POST / HTTP/1.1\r\n");
  }
  expect((await call(emulator, "DescribeLiveRecordRules")).code).toBe("OK");
  for (const socket of sockets) socket.destroy();
});
