import { connect } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { signedHeaders } from "./client";
import recorded from "./samples/official-clients.json";

// Requests byte for byte as the official clients for Python (3.1.195), Go (1.3.209) and Java (3.2.11) wrote them on the wire, pointed at
// live.any.test and vod.any.test: their signatures were made by code that is not ours.
const timestamp = (request: string): number => Number(/\b(?:X-TC-Timestamp: |Timestamp=)(\d{10})/i.exec(request)?.[1]);
const now = new Date(Math.min(...recorded.map(({ request }) => timestamp(request))) * 1000).toISOString();

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ now, freeze: true, settings: { rates: { DescribeMediaInfos: 1e6, DescribeLiveRecordRules: 1e6 } } });
});
afterAll(() => emulator.close());
afterEach(() => {
  vi.useRealTimers();
});

interface Reply {
  readonly status: string;
  readonly headers: string;
  readonly response: Record<string, unknown> & { readonly Error?: { readonly Code: string } };
}

/** Sends bytes as they are on a connection of its own. */
function exchange(bytes: string | Buffer, port = emulator.port): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    const finish = () => {
      const reply = replyOf(Buffer.concat(chunks), !bytes.toString().startsWith("HEAD "));
      if (reply === undefined) return;
      socket.destroy();
      resolve(reply);
    };
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      finish();
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error(`no whole answer: ${Buffer.concat(chunks)}`)));
  });
}

function replyOf(all: Buffer, hasBody: boolean): Reply | undefined {
  const received = all.subarray(all.indexOf("HTTP/1.1 100") === 0 ? all.indexOf("\r\n\r\n") + 4 : 0);
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [status = "", ...rest] = received.subarray(0, end).toString().split("\r\n");
  const headers = rest.join("\n").toLowerCase();
  const body = received.subarray(end + 4);
  if (hasBody && body.length < Number(/content-length: (\d+)/.exec(headers)?.[1] ?? 0)) return undefined;
  const text = headers.includes("content-encoding: gzip") ? gunzipSync(body).toString() : body.toString();
  const response = text === "" ? {} : (JSON.parse(text) as { Response: Reply["response"] }).Response;
  return { status, headers, response };
}

const codeOf = ({ response }: Reply): string => response.Error?.Code ?? "OK";

describe.each(recorded)("the official client for $client, $method with $signature", ({ action, request, signature }) => {
  test(`is understood by ${action}`, async () => {
    const reply = await exchange(request);
    expect([reply.status, codeOf(reply)]).toEqual(["HTTP/1.1 200 OK", "OK"]);
    if (action === "DescribeMediaInfos") {
      expect(reply.response["NotExistFileIdSet"]).toEqual(Array.from({ length: 12 }, (_, index) => `missing-${index}`));
      return;
    }
    const made = emulator.state().record.templates.find(({ TemplateId }) => TemplateId === reply.response["TemplateId"]);
    expect(made).toMatchObject({ TemplateName: "课堂", Description: "a+b & c", FlvParam: { Enable: 1 }, RemoveWatermark: true });
  });

  test("is refused where one character of what it signed is another", async () => {
    const changed = request.replace(/missing-7/, "missing-8").replace(/a(\+|%2B)b/, (found) => found.replace("a", "c"));
    expect(changed).not.toBe(request);
    expect(codeOf(await exchange(changed))).toBe(signature === "TC3, payload unsigned" ? "OK" : "AuthFailure.SignatureFailure");
  });

  test("is refused by a key that is another's", async () => {
    expect(codeOf(await exchange(request.replace("AKIDEMULATOR", "AKIDSOMEBODY")))).toBe("AuthFailure.SecretIdNotFound");
  });

  test("is refused years later", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2031-01-01T00:00:00Z") });
    const later = await startEmulator({ now: "2031-01-01T00:00:00Z", freeze: true });
    expect(codeOf(await exchange(request, later.port))).toBe("AuthFailure.SignatureExpire");
    await later.close();
  });
});

/** A call signed in this test, as text. */
function written(action: string, { body = "{}", method = "POST", path = "/", version = "1.1", ...options }: Written = {}): string {
  const signed = signedHeaders(emulator, action, body, { host: "live.any.test", timestamp: Date.parse(now) / 1000, ...options });
  const headers = Object.entries({ ...signed, "Content-Length": String(Buffer.byteLength(body)) });
  return `${method} ${path} HTTP/${version}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`;
}

interface Written {
  readonly body?: string;
  readonly method?: string;
  readonly path?: string;
  readonly version?: string;
  readonly host?: string;
  readonly headers?: Record<string, string>;
  readonly secretKey?: string;
}

describe("any other client", () => {
  test("calls 64 times at once, on a connection for each", async () => {
    const call = recorded.find(({ client, action, method }) => client === "Go" && action === "DescribeMediaInfos" && method === "POST");
    const replies = await Promise.all(Array.from({ length: 64 }, () => exchange(call?.request ?? "")));
    expect(new Set(replies.map(codeOf))).toEqual(new Set(["OK"]));
    expect(new Set(replies.map(({ response }) => response["RequestId"])).size).toBe(64);
  });

  test.each([
    "live.any.test",
    "live.ap-guangzhou.test:8080",
    "LIVE.AP-SINGAPORE.TEST",
    "live.any.test.",
    "live.ap-mumbai.tencentcloudapi.com.test",
  ])("reaches Live by the host %s", async (host) => {
    const request = written("DescribeLiveRecordRules", { host: host.toLowerCase() }).replace(
      `Host: ${host.toLowerCase()}`,
      `Host: ${host}`,
    );
    expect(codeOf(await exchange(request))).toBe("OK");
  });

  test("reaches VOD by the host vod.<any>.test, and only VOD", async () => {
    expect(codeOf(await exchange(written("DescribeEventConfig", { host: "vod.eu-frankfurt.test" })))).toBe("OK");
    expect(codeOf(await exchange(written("DescribeLiveRecordRules", { host: "vod.eu-frankfurt.test" })))).toBe(
      "AuthFailure.InvalidAuthorization",
    );
  });

  test("may speak HTTP 1.0", async () => {
    const reply = await exchange(written("DescribeLiveRecordRules", { version: "1.0" }));
    expect(codeOf(reply)).toBe("OK");
    expect(reply.headers).toContain("connection: close");
  });

  test("waits for leave to send its body", async () => {
    expect(codeOf(await exchange(written("DescribeLiveRecordRules", { headers: { Expect: "100-continue" } })))).toBe("OK");
  });

  test.each(["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"])("cannot call by %s", async (method) => {
    const reply = await exchange(written("DescribeLiveRecordRules", { method }));
    expect(reply.status).toBe("HTTP/1.1 200 OK");
    if (method !== "HEAD") expect(codeOf(reply)).toBe("UnsupportedProtocol");
  });

  test("is answered without compression where it rules that out", async () => {
    for (let index = 0; index < 5; index += 1)
      expect(codeOf(await exchange(written("CreateLiveRecordTemplate", { body: JSON.stringify({ TemplateName: `long-${index}` }) })))).toBe(
        "OK",
      );
    const answered = async (encoding: string) =>
      (await exchange(written("DescribeLiveRecordTemplates", { headers: { "Accept-Encoding": encoding } }))).headers.includes("gzip");
    expect(await answered("gzip;q=0, identity")).toBe(false);
    expect(await answered("deflate, br")).toBe(false);
    expect(await answered("gzip;q=0.5, br;q=1")).toBe(true);
    expect(await answered("GZIP")).toBe(true);
  });

  test("sends 10 MB, the documented limit, and a little more in vain", async () => {
    const padded = (size: number) => written("DescribeLiveRecordRules", { body: `{}${" ".repeat(size - 2)}` });
    expect(codeOf(await exchange(padded(10 * 1024 * 1024)))).toBe("OK");
    expect(codeOf(await exchange(padded(10 * 1024 * 1024 + 1)))).toBe("RequestSizeLimitExceeded");
  });

  test.each([
    ["a wrong key", written.bind(null, "DescribeLiveRecordRules", { secretKey: "wrong" }), "AuthFailure.SignatureFailure"],
    ["no such action", written.bind(null, "DescribeNothing", {}), "InvalidAction"],
    ["the name of an object's property", written.bind(null, "__proto__", {}), "InvalidAction"],
    ["an action of the other product", written.bind(null, "DescribeEventConfig", {}), "AuthFailure.InvalidAuthorization"],
    ["no such version", written.bind(null, "DescribeLiveRecordRules", { headers: { "X-TC-Version": "2017-03-12" } }), "NoSuchVersion"],
    ["no region where one is needed", written.bind(null, "DescribeRecordTask", {}), "MissingParameter"],
    ["no such region", written.bind(null, "DescribeRecordTask", { headers: { "X-TC-Region": "moon" } }), "UnsupportedRegion"],
    ["a region that is not needed", written.bind(null, "DescribeLiveRecordRules", { headers: { "X-TC-Region": "moon" } }), "OK"],
    ["no JSON", written.bind(null, "DescribeLiveRecordRules", { body: "{" }), "InvalidParameter"],
    ["a list", written.bind(null, "DescribeLiveRecordRules", { body: "[]" }), "InvalidParameter"],
    ["a parameter that there is not", written.bind(null, "DescribeLiveRecordRules", { body: '{"Foo":1}' }), "UnknownParameter"],
  ])("with %s gets the documented code", async (_what, make, code) => {
    expect(codeOf(await exchange(make()))).toBe(code);
  });

  test("of the older signatures that leaves its signature out is told so", async () => {
    const query = `Action=DescribeLiveRecordRules&Version=2018-08-01&Timestamp=${Date.parse(now) / 1000}&Nonce=1&SecretId=AKIDEMULATOR`;
    const reply = await exchange(`GET /?${query} HTTP/1.1\r\nHost: live.any.test\r\n\r\n`);
    expect(reply.response.Error).toEqual({ Code: "MissingParameter", Message: expect.stringContaining("`Signature`") });
  });

  test.each([
    ["without an end", '--B\r\nContent-Disposition: form-data; name="TemplateName"\r\n\r\nx\r\n'],
    ["without a name", "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--\r\n"],
    [
      "with JSON that is none",
      '--B\r\nContent-Disposition: form-data; name="FlvParam"\r\nContent-Type: application/json\r\n\r\n{\r\n--B--\r\n',
    ],
    ["without parts", "nonsense"],
  ])("that sends a multipart form %s is told so", async (_what, body) => {
    const multipart = recorded.find(({ signature }) => signature === "multipart form")?.request ?? "";
    const [head = ""] = multipart.split("\r\n\r\n");
    const changed = head.replace(/boundary=\w+/, "boundary=B").replace(/Content-Length: \d+/, `Content-Length: ${body.length}`);
    expect(codeOf(await exchange(`${changed}\r\n\r\n${body}`))).toBe("InvalidRequest");
  });
});
