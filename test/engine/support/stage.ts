import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator/index";
import { type LiveClient, officialClient, type VodClient } from "./client";

/** The push domain of the tests. */
export const domain = "push.example.com";

/** The running stream that has time shift, and the part of it that can be cut. */
export const shifted = { domain, app: "stage", stream: "show" };
export const piece = {
  streamId: shifted.stream,
  host: "play.example.com",
  startTime: "2018-09-20T10:00:00Z",
  endTime: "2018-09-20T10:30:00Z",
};

/** A running stream without time shift. */
export const running = { domain, app: "live", stream: "match" };

export interface Stage extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly live: LiveClient;
  readonly vod: VodClient;
  /** Templates that were made by hand. */
  readonly recordTemplateId: string;
  readonly timeShiftTemplateId: string;
}

/** An account in which every kind can be created: two running streams, one with 80 minutes of time shift. The clock stands still. */
export async function openStage(options: EmulatorOptions = {}): Promise<Stage> {
  const emulator = await startEmulator({
    now: "2018-09-20T09:50:00Z",
    freeze: true,
    settings: { effectDelay: 0, fileDelay: 0 },
    ...options,
  });
  const { live, vod } = officialClient(emulator);
  const byHand = { TemplateName: "by-hand" };
  const { TemplateId: recordTemplateId } = await live.CreateLiveRecordTemplate(byHand);
  const { TemplateId: timeShiftTemplateId = 0 } = await live.CreateLiveTimeShiftTemplate({ ...byHand, Duration: 604_800 });
  await live.CreateLiveTimeShiftRule({
    DomainName: domain,
    AppName: shifted.app,
    StreamName: shifted.stream,
    TemplateId: timeShiftTemplateId,
  });
  emulator.push(shifted);
  emulator.push(running);
  emulator.clock.set("2018-09-20T11:10:00Z");
  emulator.clearJournal();
  return {
    emulator,
    live,
    vod,
    recordTemplateId: String(recordTemplateId),
    timeShiftTemplateId: String(timeShiftTemplateId),
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}

const WRITES = /^(Create|Modify|Delete|Stop|LiveRealTimeClip)/;

/** The actions that change something, in the order in which they arrived. */
export function writes(emulator: Emulator): string[] {
  return actions(emulator).filter((action) => WRITES.test(action));
}

export function actions(emulator: Emulator): string[] {
  return emulator.journal().map(({ action }) => action);
}

/** How many objects of each kind there are, without those that the stage itself was set with. */
export function objects({ emulator }: Stage): Record<string, number> {
  const { record, timeShift, tasks, clips } = emulator.state();
  const alive = clips.filter((clip) => clip.alive);
  return {
    RecordTemplate: record.templates.length - 1,
    RecordRule: record.rules.length,
    TimeShiftTemplate: timeShift.templates.length - 1,
    TimeShiftRule: timeShift.rules.length - 1,
    ScheduledRecord: tasks.filter(({ highlight }) => !highlight).length,
    HighlightRecord: tasks.filter(({ highlight }) => highlight).length,
    PersistedClip: alive.filter(({ persisted }) => persisted).length,
  };
}
