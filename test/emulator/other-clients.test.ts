import { Agent, request } from "node:http";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { ok, send, signedHeaders } from "./client";

// The package's root loads every product; these two files are all that is needed here.
const load = createRequire(import.meta.url);
const live: typeof import("tencentcloud-sdk-nodejs/tencentcloud/services/live/index.js") = load(
  "tencentcloud-sdk-nodejs/tencentcloud/services/live/index.js",
);
const vod: typeof import("tencentcloud-sdk-nodejs/tencentcloud/services/vod/index.js") = load(
  "tencentcloud-sdk-nodejs/tencentcloud/services/vod/index.js",
);

const NOW = Date.parse("2026-12-01T00:00:00Z") / 1000;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    now: "2026-12-01T00:00:00Z",
    freeze: true,
    settings: {
      effectDelay: 0,
      quotas: { recordTemplates: 1000 },
      rates: { DescribeLiveRecordTemplates: 1e6, CreateLiveRecordTemplate: 1e6 },
    },
  });
  for (let n = 0; n < 3; n++) await ok(emulator, "CreateLiveRecordTemplate", { TemplateName: `t${n}`, Mp4Param: { Enable: 1 } });
});
afterAll(() => emulator.close());

/** A signed request as a client pointed at `live.<any>.test:PORT` sends it. */
function headersFor(action: string, body: string, extra: Record<string, string> = {}): Record<string, string> {
  return signedHeaders(emulator, action, body, { host: `live.any-name.test:${emulator.port}`, headers: extra });
}

interface Got {
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
  readonly port: number | undefined;
}

function get(agent: Agent, action: string, params: object, extra: Record<string, string> = {}): Promise<Got> {
  const body = JSON.stringify(params);
  return new Promise((resolve, reject) => {
    const headers = headersFor(action, body, extra);
    const outgoing = request({ host: "127.0.0.1", port: emulator.port, method: "POST", agent, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      const port = incoming.socket.localPort;
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () => resolve({ headers: incoming.headers, body: Buffer.concat(chunks), port }));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

const names = (body: Buffer): string[] =>
  (JSON.parse(body.toString()) as { Response: { Templates: { TemplateName: string }[] } }).Response.Templates.map(
    ({ TemplateName }) => TemplateName,
  );

describe("a client pointed at live.<any>.test", () => {
  test("names the product by its host alone, without a region", async () => {
    const answer = await send(emulator, "POST", "/", headersFor("DescribeLiveRecordTemplates", "{}"), "{}");
    expect(names(Buffer.from(answer.text))).toEqual(["t0", "t1", "t2"]);
  });

  test("keeps one connection for many calls", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (let n = 0; n < 20; n++) ports.add((await get(agent, "DescribeLiveRecordTemplates", {})).port);
    agent.destroy();
    expect(ports.size).toBe(1);
  });

  test("is answered in gzip where it asks for it and the answer is long", async () => {
    const agent = new Agent();
    const zipped = await get(agent, "DescribeLiveRecordTemplates", {}, { "Accept-Encoding": "gzip, deflate" });
    expect(zipped.headers["content-encoding"]).toBe("gzip");
    expect(names(gunzipSync(zipped.body))).toEqual(["t0", "t1", "t2"]);
    const plain = await get(agent, "DescribeLiveRecordTemplates", {});
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.body.length).toBeGreaterThan(2 * zipped.body.length);
    expect((await get(agent, "DescribeLiveRecordRules", {}, { "Accept-Encoding": "gzip" })).headers["content-encoding"]).toBeUndefined();
  });

  test("calls two hundred times at once, and every call acts once", async () => {
    const agent = new Agent({ keepAlive: true });
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => get(agent, "CreateLiveRecordTemplate", { TemplateName: `parallel-${n}` })),
    );
    agent.destroy();
    const ids = answers.map(({ body }) => (JSON.parse(body.toString()) as { Response: { TemplateId: number } }).Response.TemplateId);
    expect(new Set(ids).size).toBe(200);
    const { record } = emulator.state();
    expect(record.templates.filter(({ TemplateName }) => TemplateName.startsWith("parallel-"))).toHaveLength(200);
    for (const { TemplateId } of record.templates.slice(3)) await ok(emulator, "DeleteLiveRecordTemplate", { TemplateId });
  });

  test("sends several requests before it reads the answers, and gets them in order", async () => {
    const actions = ["DescribeLiveRecordTemplates", "DescribeLiveRecordRules", "DescribeLiveTimeShiftRules"];
    const text = actions.map((action) => {
      const headers = Object.entries({ ...headersFor(action, "{}"), "Content-Length": "2" }).map(
        ([name, value]) => `${name}: ${value}\r\n`,
      );
      return `POST / HTTP/1.1\r\n${headers.join("")}\r\n{}`;
    });
    const received = await exchange(text.join(""), (so) => so.split("RequestId").length > actions.length);
    expect(received.indexOf('"Templates"')).toBeGreaterThan(0);
    expect(received.split('"Rules"')).toHaveLength(3);
  });

  test("sends its body in chunks", async () => {
    const headers = Object.entries({ ...headersFor("DescribeLiveRecordTemplates", "{}"), "Transfer-Encoding": "chunked" });
    const head = headers.map(([name, value]) => `${name.toLowerCase()}: ${value}\r\n`).join("");
    const received = await exchange(`POST / HTTP/1.1\r\n${head}\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n`, (so) => so.includes("RequestId"));
    expect(received).toContain('"TemplateName":"t0"');
  });

  test("asks first whether it may send its body", async () => {
    const headers = Object.entries({ ...headersFor("DescribeLiveRecordTemplates", "{}"), "Content-Length": "2", Expect: "100-continue" });
    const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    const received = await exchange(`POST / HTTP/1.1\r\n${head}\r\n{}`, (so) => so.includes("RequestId"));
    expect(received).toMatch(/^HTTP\/1\.1 100 Continue/);
  });
});

/** Sends raw bytes on a connection of its own and returns what came back once that is enough. */
function exchange(bytes: string, enough: (received: string) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(emulator.port, "127.0.0.1", () => socket.write(bytes));
    let received = "";
    socket.on("error", reject);
    socket.on("data", (chunk: Buffer) => {
      received += chunk.toString();
      if (!enough(received)) return;
      socket.destroy();
      resolve(received);
    });
  });
}

describe.each([
  ["POST", "TC3-HMAC-SHA256"],
  ["GET", "TC3-HMAC-SHA256"],
  ["POST", "HmacSHA1"],
  ["GET", "HmacSHA1"],
  ["POST", "HmacSHA256"],
  ["GET", "HmacSHA256"],
] as const)("the official client with %s and %s", (reqMethod, signMethod) => {
  const settings = () => ({
    credential: { secretId: "AKIDEMULATOR", secretKey: "emulator-secret" },
    region: "ap-singapore",
    profile: { signMethod, httpProfile: { reqMethod, endpoint: `127.0.0.1:${emulator.port}`, protocol: "http://" } },
  });

  test("sends nested objects, flags, text in every script and what needs encoding", async () => {
    const client = new live.live.v20180801.Client(settings());
    const { TemplateId = 0 } = await client.CreateLiveRecordTemplate({
      TemplateName: "课堂",
      Description: "a+b & c=d%20/?#{}~*'()!",
      FlvParam: { Enable: 1, RecordInterval: 600, VodFileName: "{StreamID}_{StartYear}" },
      HlsSpecialParam: { FlowContinueDuration: 300 },
      RemoveWatermark: true,
    });
    expect((await client.DescribeLiveRecordTemplate({ TemplateId })).Template).toMatchObject({
      TemplateName: "课堂",
      Description: "a+b & c=d%20/?#{}~*'()!",
      FlvParam: { Enable: 1, RecordInterval: 600, VodFileName: "{StreamID}_{StartYear}" },
      HlsSpecialParam: { FlowContinueDuration: 300 },
      RemoveWatermark: true,
    });
    await client.DeleteLiveRecordTemplate({ TemplateId });
  });

  test("sends arrays of more than ten entries in their order", async () => {
    const client = new vod.vod.v20180717.Client(settings());
    const FileIds = Array.from({ length: 20 }, (_, n) => `missing-${n}`);
    expect((await client.DescribeMediaInfos({ FileIds })).NotExistFileIdSet).toEqual(FileIds);
  });

  test("names its region where an action needs one", async () => {
    const client = new live.live.v20180801.Client(settings());
    const window = { StartTime: NOW, EndTime: NOW + 3600 };
    const { TaskId = "" } = await client.CreateRecordTask({ StreamName: "s", DomainName: "p.example.com", AppName: "live", ...window });
    expect((await client.DescribeRecordTask(window)).TaskList).toMatchObject([{ TaskId }]);
    await client.DeleteRecordTask({ TaskId });
    const elsewhere = new live.live.v20180801.Client({ ...settings(), region: "ap-beijing" });
    await expect(elsewhere.DescribeRecordTask(window)).rejects.toMatchObject({ code: "UnsupportedRegion" });
  });
});

test("a form of more than 1 MB is too long", async () => {
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const answer = await send(emulator, "POST", "/", headers, `Signature=x&Filler=${"x".repeat(1024 * 1024)}`);
  expect(answer.text).toContain("RequestSizeLimitExceeded");
});
