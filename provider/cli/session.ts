import picocolors from "picocolors";

/** Where a command talks to: the real terminal, or a test. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Width of the terminal; undefined when the output goes elsewhere. */
  readonly columns: number | undefined;
  readonly colors: boolean;
  /** Somebody is there to answer a question. */
  readonly interactive: boolean;
  out(text: string): void;
  err(text: string): void;
}

/** Exit codes of every command. */
export const EXIT = { well: 0, error: 1, findings: 2 } as const;

/** Nothing is said of what takes less. */
const PROGRESS_AFTER_MS = 1_000;

/** One run of the command line. */
export class Session {
  code: number = EXIT.well;
  readonly colors: ReturnType<typeof picocolors.createColors>;

  constructor(readonly terminal: Terminal) {
    this.colors = picocolors.createColors(terminal.colors);
  }

  line(text: string): void {
    this.terminal.out(`${text}\n`);
  }

  note(text: string): void {
    this.terminal.err(`${text}\n`);
  }

  /** The answer for machines; its form is versioned. */
  json(content: object): void {
    this.line(JSON.stringify({ version: 1, ...content }, null, 2));
  }

  /** Says on stderr what is going on, once it takes longer than a second. */
  async progress<T>(label: string, work: Promise<T>): Promise<T> {
    const start = Date.now();
    const tick = () => this.note(`${label} … ${Math.round((Date.now() - start) / 1000)} s`);
    let repeat: NodeJS.Timeout | undefined;
    const first = setTimeout(() => {
      tick();
      repeat = setInterval(tick, 10_000);
    }, PROGRESS_AFTER_MS);
    try {
      return await work;
    } finally {
      clearTimeout(first);
      clearInterval(repeat);
    }
  }
}

/** Who exports COLUMNS knows better how wide it is, also where the output goes into a pager. */
function columnsSaid({ COLUMNS: text = "" }: Terminal["env"]): number | undefined {
  return /^[1-9]\d{1,3}$/.test(text) ? Number(text) : undefined;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { env, stdin, stdout, stderr } = process;
  const isPlain = (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
  return {
    env,
    cwd: process.cwd(),
    columns: columnsSaid(env) ?? (stdout.isTTY ? stdout.columns : undefined),
    colors: stdout.isTTY && !isPlain,
    interactive: stdin.isTTY && stdout.isTTY,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
  };
}
