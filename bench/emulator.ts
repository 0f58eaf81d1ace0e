/**
 * How many signed requests a second the emulator answers on one core: the emulator in a process of its own, the client in this one, each
 * pinned to a core where `taskset` exists. Beside it, in the same run, a bare HTTP server that answers as much and checks nothing.
 * Other work on the machine takes from the rate by the clock, not from the rate by processor time. Needs the build.
 */
import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import type * as EmulatorModule from "../emulator/index";

const BAR = 3000;
const CONNECTIONS = 16;
const WARM_UP_MS = 1500;
const ROUND_MS = 2000;
const ROUNDS = 3;
/** Pins a process to a core, where the machine has it. */
const PIN = "taskset";
const PUSH = "push.example.com";

/** One call of a load: connection `n` sends its calls in turn. */
type Load = (n: number) => readonly { readonly action: string; readonly params: object }[];

const READ: Load = () => [{ action: "DescribeLiveStreamState", params: { DomainName: PUSH, AppName: "live", StreamName: "s" } }];
const WRITE: Load = (n) => {
  const rule = { DomainName: PUSH, AppName: "live", StreamName: `s${n}` };
  return [
    { action: "CreateLiveRecordRule", params: { ...rule, TemplateId: 1001 } },
    { action: "DeleteLiveRecordRule", params: rule },
  ];
};

/** A server in a process of its own. */
type Served = ChildProcessByStdio<Writable, Readable, null>;

interface Outcome {
  readonly perSecond: number;
  readonly perCpuSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const [, , role = "", state = "memory"] = process.argv;
if (role === "emulator") await serveUntilClosed(await emulator(state));
else if (role === "bare") await serveUntilClosed(await bareServer());
else await measureAll();

/** Prints the port, and for each line of the standard input the processor time so far in milliseconds; ends with the input. */
async function serveUntilClosed(port: number): Promise<void> {
  process.stdout.write(`${port}\n`);
  process.stdin.on("data", () => {
    const { user, system } = process.cpuUsage();
    process.stdout.write(`${(user + system) / 1000}\n`);
  });
  await once(process.stdin, "end");
  process.exit();
}

async function emulator(file: string): Promise<number> {
  const built = join(import.meta.dirname, "..", "dist", "emulator.js");
  const { startEmulator } = (await import(built)) as typeof EmulatorModule;
  const rates = { DescribeLiveStreamState: 1e9, CreateLiveRecordRule: 1e9, DeleteLiveRecordRule: 1e9, CreateLiveRecordTemplate: 1e9 };
  const running = await startEmulator({ state: file, settings: { rates, effectDelay: 0 } });
  running.push({ domain: PUSH, app: "live", stream: "s" });
  return running.port;
}

async function bareServer(): Promise<number> {
  const body = JSON.stringify({ Response: { StreamState: "active", RequestId: "c5b16a5e-4a66-4d7c-9b8c-0a6f0e2b1a55" } });
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": body.length });
      response.end(body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function measureAll(): Promise<void> {
  const pinned = availableParallelism() > 1 && spawnSync(PIN, ["-p", String(process.pid)]).status === 0;
  if (pinned) spawnSync(PIN, ["-cp", "1", String(process.pid)]);
  console.log(`emulator: signed requests, ${CONNECTIONS} connections${pinned ? ", server and client on a core each" : ", not pinned"}`);
  const folder = mkdtempSync(join(tmpdir(), "liverec-bench-"));
  try {
    const bare = await measure("bare HTTP server", ["bare"], READ, pinned);
    const read = await measure("reads, in memory", ["emulator"], READ, pinned);
    const write = await measure("writes, in memory", ["emulator"], WRITE, pinned);
    const kept = await measure("writes, in a file", ["emulator", join(folder, "account.db")], WRITE, pinned);
    await measure("the same, one by one", ["emulator", join(folder, "single.db")], WRITE, pinned, 1);
    const slower = Math.min(...[read, write, kept].map(({ perCpuSecond }) => perCpuSecond));
    console.log(
      `  a read costs ${(bare.perCpuSecond / read.perCpuSecond).toFixed(1)} times a bare answer; bar: ${BAR} a second on one core`,
    );
    if (slower < BAR) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(name: string, args: readonly string[], load: Load, pinned: boolean, connections = CONNECTIONS): Promise<Outcome> {
  const command = [process.execPath, import.meta.filename, ...args];
  const [program = "", ...rest] = pinned ? [PIN, "-c", "0", ...command] : command;
  const server = spawn(program, rest, { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const port = Number(await line(server));
    if (load === WRITE) await single(port, "CreateLiveRecordTemplate", { TemplateName: "t" });
    await drive(port, load, WARM_UP_MS, connections);
    const rounds: Outcome[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const before = await cpu(server);
      const start = performance.now();
      const times = await drive(port, load, ROUND_MS, connections);
      const seconds = (performance.now() - start) / 1000;
      const used = ((await cpu(server)) - before) / 1000;
      times.sort();
      const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
      rounds.push({ perSecond: times.length / seconds, perCpuSecond: times.length / used, p50: at(0.5), p99: at(0.99) });
    }
    rounds.sort((a, b) => b.perSecond - a.perSecond);
    const best = rounds[0] ?? { perSecond: 0, perCpuSecond: 0, p50: 0, p99: 0 };
    const rates = `${best.perSecond.toFixed(0)}/s by the clock, ${best.perCpuSecond.toFixed(0)}/s of processor time`;
    console.log(`  ${name.padEnd(20)} ${rates}; p50 ${best.p50.toFixed(2)} ms, p99 ${best.p99.toFixed(2)} ms`);
    return best;
  } finally {
    server.stdin.end();
    await once(server, "exit");
  }
}

/** Sends the load on so many connections, one call at a time on each, and returns how long each call took in milliseconds. */
async function drive(port: number, load: Load, ms: number, connections: number): Promise<Float64Array> {
  const times: number[] = [];
  const until = performance.now() + ms;
  await Promise.all(
    Array.from({ length: connections }, (_, n) =>
      connection(
        port,
        load(n).map((call) => signed(port, call)),
        until,
        times,
      ),
    ),
  );
  return Float64Array.from(times);
}

function connection(port: number, requests: readonly Buffer[], until: number, times: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1").setNoDelay();
    let received = "";
    let sent = 0;
    let start = 0;
    const send = (): void => {
      // A load ends with its last call, so that it can be sent again.
      if (sent > 0 && performance.now() > until && sent % requests.length === 0) {
        socket.destroy();
        resolve();
        return;
      }
      start = performance.now();
      socket.write(requests[sent++ % requests.length] ?? "");
    };
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("data", (chunk: Buffer) => {
      received += chunk.toString("latin1");
      const end = received.indexOf("\r\n\r\n");
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? Number.POSITIVE_INFINITY);
      if (end < 0 || received.length < end + 4 + length) return;
      times.push(performance.now() - start);
      if (received.includes('"Error"')) {
        reject(new Error(received));
        return;
      }
      received = "";
      send();
    });
  });
}

async function single(port: number, action: string, params: object): Promise<void> {
  await connection(port, [signed(port, { action, params })], performance.now(), []);
}

/** A whole request as bytes, signed by TC3 with the emulator's key. */
function signed(port: number, { action, params }: { action: string; params: object }): Buffer {
  const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
  const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();
  const body = JSON.stringify(params);
  const timestamp = Math.floor(Date.now() / 1000);
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const host = `live.tencentcloudapi.com:${port}`;
  const canonical = `POST\n/\n\ncontent-type:application/json\nhost:${host}\n\ncontent-type;host\n${hash(body)}`;
  const text = `TC3-HMAC-SHA256\n${timestamp}\n${date}/live/tc3_request\n${hash(canonical)}`;
  const signature = hmac(hmac(hmac(hmac("TC3emulator-secret", date), "live"), "tc3_request"), text).toString("hex");
  const scope = `AKIDEMULATOR/${date}/live/tc3_request`;
  const headers = [
    `Host: ${host}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-TC-Action: ${action}`,
    "X-TC-Version: 2018-08-01",
    `X-TC-Timestamp: ${timestamp}`,
    `Authorization: TC3-HMAC-SHA256 Credential=${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
  ];
  return Buffer.from(`POST / HTTP/1.1\r\n${headers.join("\r\n")}\r\n\r\n${body}`);
}

async function line(server: Served): Promise<string> {
  const [chunk] = (await once(server.stdout, "data")) as [Buffer];
  return chunk.toString().trim();
}

async function cpu(server: Served): Promise<number> {
  const answer = line(server);
  server.stdin.write("\n");
  return Number(await answer);
}
