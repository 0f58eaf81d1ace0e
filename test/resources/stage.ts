import { type AccountState, type Fault, type JournalEntry, type Push, startEmulator } from "../../emulator/index";

/** The emulator as a test drives it: by its methods, or by its control API as somebody outside would. */
export interface Stage {
  readonly url: string;
  state(): Promise<AccountState>;
  journal(): Promise<JournalEntry[]>;
  clearJournal(): Promise<void>;
  fault(fault: Fault): Promise<void>;
  push(stream: Push): Promise<void>;
  setClock(now: string): Promise<void>;
  close(): Promise<void>;
}

const OPTIONS = { now: "2018-09-10T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } } as const;

async function inProcess(): Promise<Stage> {
  const emulator = await startEmulator(OPTIONS);
  return {
    url: emulator.url,
    state: async () => emulator.state(),
    journal: async () => emulator.journal(),
    clearJournal: async () => emulator.clearJournal(),
    fault: async (fault) => void emulator.fault(fault),
    push: async (stream) => emulator.push(stream),
    setClock: async (now) => void emulator.clock.set(now),
    close: () => emulator.close(),
  };
}

async function overHttp(): Promise<Stage> {
  const { url, control, close } = await startEmulator({ ...OPTIONS, controlToken: "token" });
  async function ask(method: string, path: string, body?: object): Promise<unknown> {
    const headers = { "X-Control-Token": "token", "Content-Type": "application/json" };
    const response = await fetch(`${control}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }
  return {
    url,
    state: async () => (await ask("GET", "/state")) as AccountState,
    journal: async () => (await ask("GET", "/journal")) as JournalEntry[],
    clearJournal: async () => void (await ask("DELETE", "/journal")),
    fault: async (fault) => void (await ask("POST", "/faults", fault)),
    push: async (stream) => void (await ask("POST", "/streams", { ...stream, event: "push" })),
    setClock: async (now) => void (await ask("POST", "/clock", { now })),
    close,
  };
}

export const stages = [
  ["in process", inProcess],
  ["over HTTP", overHttp],
] as const;
