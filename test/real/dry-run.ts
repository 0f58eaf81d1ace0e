import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator/index";
import { type Environment, emulatorEnvironment, MiniEngine } from "../resources/mini-engine";

/** An emulator in the part of the service: an account with one push domain, on which a stream has been pushed and recorded for half an hour. */
export interface DryRun {
  readonly emulator: Emulator;
  /** What an operator would set for it. */
  readonly env: Environment;
  /** A folder for notes. */
  readonly books: string;
  /** What the account holds and somebody made: templates, rules, tasks that are not deleted, persisted clips, event settings. */
  held(): unknown[];
  close(): Promise<void>;
}

const DOMAIN = "push.example.com";
const STREAM = { domain: DOMAIN, app: "live", stream: "running" };
const PUSHED_SECONDS = 1800;

export async function startDryRun(): Promise<DryRun> {
  const emulator = await startEmulator({
    // After the push below it is what the machine says, and goes on with it.
    now: new Date(Date.now() - PUSHED_SECONDS * 1000),
    settings: { effectDelay: 0, fileDelay: 0, persistenceDelay: 0, procedureDelay: 0, pullSeconds: 0, domains: [DOMAIN] },
  });
  const env = emulatorEnvironment(emulator.url);
  const operator = new MiniEngine(env);
  const record = await operator.ctx.call("CreateLiveRecordTemplate", {
    TemplateName: "archive",
    FlvParam: { Enable: 1, RecordInterval: 300 },
  });
  const shift = await operator.ctx.call("CreateLiveTimeShiftTemplate", { TemplateName: "day", Duration: 86_400 });
  const { TemplateId } = record;
  await operator.ctx.call("CreateLiveRecordRule", { DomainName: DOMAIN, AppName: STREAM.app, StreamName: STREAM.stream, TemplateId });
  await operator.ctx.call("CreateLiveTimeShiftRule", {
    DomainName: DOMAIN,
    AppName: "*",
    StreamName: "*",
    TemplateId: shift["TemplateId"],
  });
  await operator.ctx.call("ModifyEventConfig", { NotificationUrl: "http://127.0.0.1:9/operator", UploadMediaCompleteEventSwitch: "ON" });
  operator.close();
  emulator.push(STREAM);
  emulator.clock.advance(PUSHED_SECONDS);
  const books = mkdtempSync(join(tmpdir(), "liverec-real-"));
  return {
    emulator,
    env: {
      ...env,
      LIVEREC_REAL_DOMAIN: DOMAIN,
      LIVEREC_REAL_STREAM: `${STREAM.app}/${STREAM.stream}@play.example.com`,
      LIVEREC_REAL_RECORDED: "1",
      // Nobody listens there.
      LIVEREC_REAL_CALLBACK: "http://127.0.0.1:9",
      LIVEREC_REAL_LAG: "0",
    },
    books,
    held() {
      const { record, timeShift, snapshot, callback, tasks, windowTasks, clips, eventConfigs } = emulator.state();
      const families = [record, timeShift, snapshot, callback].flatMap(({ templates, rules }) => [...templates, ...rules]);
      const alive = [...windowTasks.filter(({ deleted }) => !deleted), ...clips.filter(({ alive, persisted }) => alive && persisted)];
      return [...families, ...tasks, ...alive, eventConfigs];
    },
    async close() {
      rmSync(books, { recursive: true });
      await emulator.close();
    },
  };
}
