/**
 * How long the emulator takes to rehearse a semester: 120 days, 200 streams, 3 pushes a day each, recorded as HLS with continuation and
 * as MP4 in slices of half an hour, with time shift and files that expire. Prints figures and asserts none. Needs the build.
 */
import { join } from "node:path";
import type * as EmulatorModule from "../emulator/index";

const { readScript, startEmulator } = (await import(join(import.meta.dirname, "../dist/emulator.js"))) as typeof EmulatorModule;

const SCRIPT = `
timeZone: Asia/Shanghai
from: 2026-09-01T00:00
calls:
  - action: CreateLiveRecordTemplate
    as: archive
    params:
      TemplateName: archive
      HlsParam: { Enable: 1, StorageTime: 7776000 }
      Mp4Param: { Enable: 1, RecordInterval: 1800, StorageTime: 2592000 }
      HlsSpecialParam: { FlowContinueDuration: 300 }
  - { action: CreateLiveRecordRule, params: { DomainName: push.example.com, AppName: "", StreamName: "", TemplateId: $archive.TemplateId } }
  - { action: CreateLiveTimeShiftTemplate, as: week, params: { TemplateName: week, Duration: 604800 } }
  - { action: CreateLiveTimeShiftRule, params: { DomainName: push.example.com, AppName: "*", StreamName: "*", TemplateId: $week.TemplateId } }
pushes:
  - { stream: "push.example.com/live/room-{1..200}", start: 2026-09-01T08:00, duration: 45m, repeat: { times: 120 } }
  - { stream: "push.example.com/live/room-{1..200}", start: 2026-09-01T10:00, duration: 1h30m, repeat: { times: 120 } }
  - { stream: "push.example.com/live/room-{1..200}", start: 2026-09-01T14:00, duration: 45m, repeat: { times: 120 } }
`;

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(2)} s`;

const start = performance.now();
const script = readScript(SCRIPT);
await using emulator = await startEmulator({ now: new Date(script.from ?? 0), freeze: true });
emulator.play(script);
const planned = seconds(start);
const from = performance.now();
emulator.clock.set("2026-12-30T00:00:00Z");
const run = seconds(from);
const recordings = emulator.recorded();
const files = recordings.reduce((sum, one) => sum + one.files, 0);
const pushes = script.doings.filter(({ doing }) => doing.type === "push").length;
const refused = emulator.failedCalls().length;
process.stdout.write(
  `semester: ${pushes} pushes, ${recordings.length} recordings, ${files} files, ${refused} calls refused: planned in ${planned}, ` +
    `run in ${run}, listed after ${seconds(start)} in all (bar: 20 s on 2 cores)\n`,
);
