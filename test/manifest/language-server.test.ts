import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sectionsOf } from "../../provider/manifest/sections";
import { kinds } from "../../provider/resources/index";

const require = createRequire(import.meta.url);

type Answer = { readonly id?: number; readonly method?: string; readonly result?: unknown; readonly params?: unknown };

/** The language server that editors use, over its standard streams. */
class Server {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  readonly diagnostics = new Map<
    string,
    readonly { readonly message: string; readonly range: { readonly start: { readonly line: number } } }[]
  >();
  #buffer = Buffer.alloc(0);
  #next = 1;

  constructor() {
    const main = require.resolve("yaml-language-server/bin/yaml-language-server");
    this.#child = spawn(process.execPath, [main, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
    this.#child.stdout?.on("data", (chunk: Buffer) => this.#read(chunk));
  }

  request<T>(method: string, params: object): Promise<T> {
    const id = this.#next++;
    this.#send({ id, method, params });
    return new Promise((resolve) => this.#waiting.set(id, (result) => resolve(result as T)));
  }

  notify(method: string, params: object): void {
    this.#send({ method, params });
  }

  close(): void {
    this.#child.kill();
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#child.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const header = this.#buffer.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/.exec(this.#buffer.toString("latin1", 0, header))?.[1]);
      if (header < 0 || this.#buffer.length < header + 4 + length) return;
      this.#handle(JSON.parse(this.#buffer.toString("utf8", header + 4, header + 4 + length)));
      this.#buffer = this.#buffer.subarray(header + 4 + length);
    }
  }

  #handle({ id, method, result, params }: Answer): void {
    if (method === "textDocument/publishDiagnostics") {
      const { uri, diagnostics } = params as { uri: string; diagnostics: [] };
      this.diagnostics.set(uri, diagnostics);
    } else if (method !== undefined && id !== undefined) {
      // It asks for the editor's settings: all defaults.
      this.#send({
        id,
        result: method === "workspace/configuration" ? [{ hover: true, completion: true, validate: true }, {}, {}, {}, {}] : null,
      });
    } else if (id !== undefined) this.#waiting.get(id)?.(result);
  }
}

const folder = join(import.meta.dirname, "samples");

/** Without the signs that an editor writes in its own way. */
const lettersOf = (text: string): string => text.replace(/\\[nrt]|[^\p{L}\p{N}]/gu, "");
const MODELINE = readFileSync(join(folder, "design.yaml"), "utf8").split("\n")[0];

describe("an editor with the YAML language server", () => {
  let server: Server;
  let opened = 0;

  beforeAll(async () => {
    server = new Server();
    await server.request("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      capabilities: {
        textDocument: { completion: { completionItem: { snippetSupport: false } }, hover: { contentFormat: ["plaintext"] } },
      },
    });
    server.notify("initialized", {});
  });
  afterAll(() => server.close());

  /** Opens a manifest in which `|` marks the cursor. */
  function open(body: string): { textDocument: { uri: string }; position: { line: number; character: number } } {
    const uri = pathToFileURL(join(folder, `open-${opened++}.yaml`)).href;
    const text = `${MODELINE}\n${body}`;
    const before = text.slice(0, Math.max(0, text.indexOf("|"))).split("\n");
    server.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text: text.replace("|", "") } });
    return { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
  }

  async function completions(body: string): Promise<string[]> {
    const { items } = await server.request<{ items: { label: string }[] }>("textDocument/completion", open(body));
    return items.map(({ label }) => label);
  }

  async function hover(body: string): Promise<string> {
    return JSON.stringify(await server.request("textDocument/hover", open(body)));
  }

  it("completes sections, fields and choices by the modeline alone", async () => {
    expect(await completions("version: 1\n|")).toEqual(expect.arrayContaining(["templates", "domains", "clips", "highlights", "schedule"]));
    expect(await completions("version: 1\ntemplates:\n  archive:\n    hlsParam:\n      |")).toEqual(
      expect.arrayContaining(["storageTime", "recordInterval"]),
    );
    expect(await completions("version: 1\ndomains:\n  push.example.com:\n    |")).toEqual(
      expect.arrayContaining(["playDomain", "record", "timeShift"]),
    );
    expect(await completions("version: 1\ntemplates:\n  archive:\n    mp4Param:\n      storageMode: |")).toEqual(
      expect.arrayContaining(["normal", "cold"]),
    );
  });

  it.each(sectionsOf(kinds).map((section) => [section.key, section] as const))(
    "completes and explains every field of %s",
    async (key, { under, shapes: [shape] }) => {
      const at = (line: string) =>
        under === "top"
          ? `version: 1\n${key}:\n  one:\n    ${line}`
          : `version: 1\ndomains:\n  push.example.com:\n    ${key}:\n      - ${line}`;
      const fields = [...shape.fields];
      expect(await completions(at("|"))).toEqual(expect.arrayContaining(fields.map(([name]) => name)));
      for (const [name, { schema }] of fields) {
        const [sentence = ""] = schema.description.split(/[.:] /);
        const shown = await hover(at(`${name.slice(0, 1)}|${name.slice(1)}: `));
        expect(lettersOf(shown), name).toContain(lettersOf(sentence));
      }
    },
  );

  it("explains a field where the pointer is", async () => {
    expect(await hover("version: 1\ntemplates:\n  archive:\n    hlsParam:\n      storage|Time: 1\n")).toContain(
      "How long VOD keeps the files, seconds",
    );
    expect(await hover("version: 1\ndomains:\n  push.example.com:\n    record:\n      - temp|late: archive\n")).toContain(
      "its name in this manifest",
    );
  });

  it("marks what is wrong, and nothing in the sample", async () => {
    const marks = async (body: string) => {
      const { textDocument } = open(body);
      await expect.poll(() => server.diagnostics.get(textDocument.uri), { timeout: 20_000 }).toBeDefined();
      return server.diagnostics.get(textDocument.uri)?.map(({ message, range }) => `${range.start.line}: ${message}`);
    };
    expect(await marks(readFileSync(join(folder, "everything.yaml"), "utf8"))).toEqual([]);
    const merged =
      "version: 1\ntemplates:\n  a: &a { hlsParam: { storageTime: 1 } }\n  b: { <<: *a, description: x }\n  c: { <<: [*a, { mp4Param: {} }] }\n  d: *a\n";
    expect(await marks(merged)).toEqual([]);
    const secret = 'version: 1\ncallbackTemplates: { a: { recordNotifyUrl: "https://h.example.com", callbackKey: { env: KEY } } }\n';
    expect(await marks(secret)).toEqual([]);
    const wrong = await marks("version: 1\ntemplates: { a: { hlsParam: { storageTime: -1 } } }\ntemplate: {}\n");
    expect(wrong).toEqual([expect.stringMatching(/^2: .*0/), expect.stringMatching(/^3: .*template/)]);
  });
});
