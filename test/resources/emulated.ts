import { type Emulator, type Fault, type JournalEntry, type Push, startEmulator } from "../../emulator/index";
import { wireId } from "../../provider/core/codec";
import { type Call, emulatorEnvironment, MiniEngine } from "./mini-engine";
import type { Place, World } from "./place";

/** The emulator as a test drives it: by its methods, or by its control API as somebody outside would. */
interface Drive {
  readonly url: string;
  journal(): Promise<readonly Call[]>;
  fault(fault: Fault): Promise<void>;
  push(stream: Push): Promise<void>;
  setClock(now: string): Promise<void>;
  close(): Promise<void>;
}

const DOMAIN = "push.example.com";
const OPTIONS = { now: "2018-09-10T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } } as const;

const basis: World = {
  now: new Date(OPTIONS.now),
  tag: "t1",
  domain: DOMAIN,
  running: {
    app: "live",
    stream: "record-stream",
    host: "play.example.com",
    from: new Date("2018-09-20T10:00:00Z"),
    to: new Date("2018-09-20T11:00:00Z"),
  },
  // Nobody listens there.
  callbacks: "http://127.0.0.1:9",
  cos: { appId: 1_250_000_000, bucket: "pictures", region: "ap-guangzhou" },
  vod: { classId: 3, procedure: "SomeProcedure" },
};

async function inProcess(): Promise<Drive> {
  const emulator: Emulator = await startEmulator(OPTIONS);
  return {
    url: emulator.url,
    journal: async () => emulator.journal(),
    fault: async (fault) => void emulator.fault(fault),
    push: async (stream) => emulator.push(stream),
    setClock: async (now) => void emulator.clock.set(now),
    close: () => emulator.close(),
  };
}

async function overHttp(): Promise<Drive> {
  // Ids that no number holds exactly.
  const settings = { ...OPTIONS.settings, firstTemplateId: "9007199254740993", firstTaskId: "9007199254740993" };
  const { url, control, close } = await startEmulator({ ...OPTIONS, settings, controlToken: "token" });
  async function ask(method: string, path: string, body?: object): Promise<unknown> {
    const headers = { "X-Control-Token": "token", "Content-Type": "application/json" };
    const response = await fetch(`${control}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }
  return {
    url,
    journal: async () => (await ask("GET", "/journal")) as JournalEntry[],
    fault: async (fault) => void (await ask("POST", "/faults", fault)),
    push: async (stream) => void (await ask("POST", "/streams", { ...stream, event: "push" })),
    setClock: async (now) => void (await ask("POST", "/clock", { now })),
    close,
  };
}

function emulated(name: string, start: () => Promise<Drive>, subAppId?: number): Place {
  const world: World = subAppId === undefined ? basis : { ...basis, vod: { ...basis.vod, subAppId } };
  return {
    name,
    lacks: {},
    lagMs: 0,
    async open() {
      const drive = await start();
      const engine = new MiniEngine(emulatorEnvironment(drive.url));
      return {
        world,
        engine,
        calls: () => drive.journal(),
        fault: (fault) => drive.fault(fault),
        async run() {
          const { app, stream, from, to } = world.running;
          const made = await engine.ctx.call("CreateLiveTimeShiftTemplate", { TemplateName: "week", Duration: 604_800 });
          const TemplateId = wireId(String(made["TemplateId"]));
          await engine.ctx.call("CreateLiveTimeShiftRule", { DomainName: DOMAIN, AppName: "*", StreamName: "*", TemplateId });
          await drive.setClock(new Date(from.getTime() - 600_000).toISOString());
          await drive.push({ domain: DOMAIN, app, stream });
          await drive.setClock(new Date(to.getTime() + 600_000).toISOString());
        },
        async close() {
          engine.close();
          await drive.close();
        },
      };
    },
  };
}

/** An emulator with a clock that stands still, once by its methods, and once by its control API, with long ids and a VOD application of its own. */
export const emulators: readonly Place[] = [emulated("in process", inProcess), emulated("over HTTP", overHttp, 1_500_000_001)];
