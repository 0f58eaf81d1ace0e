import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Intent, IntentJournal } from "../core/lifecycle";
import { digest } from "../core/naming";
import { isProps, type Props } from "../core/schema";

/**
 * The folder of the intent journal: `LIVEREC_STATE_DIR`, else the user's state folder (`XDG_STATE_HOME`, `~/.local/state`).
 * It must outlive the run; on a runner that is thrown away it protects within that runner only.
 */
export function intentFolder(env: NodeJS.ProcessEnv): string {
  const base = env["LIVEREC_STATE_DIR"] ?? join(env["XDG_STATE_HOME"] ?? join(homedir(), ".local", "state"), "pulumi-live-recording");
  return join(base, "intents");
}

/**
 * One small file per create that was sent, written and synced before the call. The file names are digests and the content holds no secret.
 * @param account tells one account and endpoint from another
 */
export function fileIntents(folder: string, account: string): IntentJournal {
  const fileOf = (key: string) => join(folder, `${digest([account, key], 40)}.json`);

  async function write(key: string, content: Props): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = fileOf(key);
    const handle = await open(`${file}.new`, "w", 0o600);
    try {
      await handle.writeFile(JSON.stringify(content));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${file}.new`, file);
    const entry = await open(folder, "r");
    await entry.sync().finally(() => entry.close());
  }

  async function look(key: string): Promise<Intent | undefined> {
    let text: string;
    try {
      text = await readFile(fileOf(key), "utf8");
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
      throw error;
    }
    const content: unknown = JSON.parse(text);
    if (!isProps(content) || typeof content["at"] !== "string")
      throw new Error(`${fileOf(key)} is damaged; delete it after checking what it was about`);
    const created = content["created"];
    if (!isProps(created) || typeof created["id"] !== "string" || !isProps(created["outputs"])) return { at: content["at"] };
    return { at: content["at"], created: { id: created["id"], outputs: created["outputs"] } };
  }

  return {
    look,
    open: (key, what) => write(key, { at: new Date().toISOString(), what }),
    async answered(key, created) {
      const earlier = await look(key);
      await write(key, { at: earlier?.at ?? new Date().toISOString(), created });
    },
    close: (key) => rm(fileOf(key), { force: true }),
  };
}
