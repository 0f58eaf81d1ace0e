import { domain, piece, running } from "./stage";

export type Args = Readonly<Record<string, unknown>>;

/** One resource of a program. `{ $id: name }` in its arguments is the id of the resource of that name, which stands before it. */
export interface Declared {
  readonly kind: string;
  readonly args: Args;
  readonly opts?: Args;
}

export type Declarations = Readonly<Record<string, Declared>>;

export const idOf = (name: string): { readonly $id: string } => ({ $id: name });

/** A user's program that declares these resources. */
export function program(resources: Declarations, more = ""): string {
  return `
    const pulumi = require("@pulumi/pulumi");
    const live = require("pulumi-live-recording");
    const made = {};
    const resolve = (value) => {
      if (Array.isArray(value)) return value.map(resolve);
      if (value === null || typeof value !== "object") return value;
      if ("$id" in value) return made[value.$id].id;
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolve(part)]));
    };
    for (const [name, { kind, args, opts }] of Object.entries(${JSON.stringify(resources)})) {
      const { dependsOn = [], ...others } = opts ?? {};
      made[name] = new live[kind](name, resolve(args), { ...others, dependsOn: dependsOn.map((other) => made[other]) });
    }
    ${more}
  `;
}

/** The same resources with other arguments for some of them; an argument that is undefined is taken away. */
export function change(resources: Declarations, changes: Readonly<Record<string, Args>>): Declarations {
  return Object.fromEntries(
    Object.entries(resources).map(([name, declared]) => [name, { ...declared, args: { ...declared.args, ...changes[name] } }]),
  );
}

/** All seven kinds, and both forms of a clip. */
export const everyKind: Declarations = {
  template: { kind: "RecordTemplate", args: { description: "first", hlsParam: { storageTime: 86_400 }, mp4Param: {} } },
  slowable: { kind: "RecordTemplate", args: { templateName: "own-name", hlsParam: {} } },
  rule: { kind: "RecordRule", args: { domainName: domain, appName: "live", templateId: idOf("template") } },
  slowRule: { kind: "RecordRule", args: { domainName: domain, appName: "slow", templateId: idOf("slowable") } },
  shiftTemplate: { kind: "TimeShiftTemplate", args: { description: "first", duration: 86_400 } },
  shiftRule: { kind: "TimeShiftRule", args: { domainName: domain, templateId: idOf("shiftTemplate") } },
  scheduled: {
    kind: "ScheduledRecord",
    args: {
      domainName: domain,
      streamName: "tomorrow",
      startTime: "2018-09-21T08:00",
      endTime: "2018-09-21T10:00",
      timeZone: "Asia/Shanghai",
    },
  },
  highlight: { kind: "HighlightRecord", args: { domainName: domain, appName: running.app, streamName: running.stream, duration: 120 } },
  clip: { kind: "Clip", args: { ...piece, isPersistence: true, name: "opening", expireTime: "2030-01-01T00:00:00Z" } },
  sharedClip: { kind: "Clip", args: piece },
};

/** What `everyKind` makes at the service. */
export const everyObject: Readonly<Record<string, number>> = {
  RecordTemplate: 2,
  RecordRule: 2,
  TimeShiftTemplate: 1,
  TimeShiftRule: 1,
  ScheduledRecord: 1,
  HighlightRecord: 1,
  PersistedClip: 1,
};

/** The kinds beside the heart of the matter: record tasks, snapshots, callbacks, VOD events. The keys are canaries. */
export const furtherKinds: Declarations = {
  template: { kind: "RecordTemplate", args: { mp4Param: {} } },
  task: {
    kind: "RecordTask",
    args: {
      domainName: domain,
      streamName: "tomorrow",
      startTime: "2018-09-21T08:00",
      endTime: "2018-09-21T10:00",
      timeZone: "Asia/Shanghai",
      templateId: idOf("template"),
    },
  },
  later: {
    kind: "RecordTask",
    args: {
      domainName: domain,
      streamName: "later",
      startTime: "2018-12-24T18:00:00Z",
      endTime: "2018-12-24T20:00:00Z",
      templateId: idOf("template"),
    },
  },
  pictures: { kind: "SnapshotTemplate", args: { cosAppId: 1_250_000_000, cosBucket: "pictures", cosRegion: "ap-guangzhou" } },
  pictureRule: { kind: "SnapshotRule", args: { domainName: domain, templateId: idOf("pictures") } },
  hooks: { kind: "CallbackTemplate", args: { recordNotifyUrl: "http://127.0.0.1:9/files", callbackKey: "canary-callback-key" } },
  hookRule: { kind: "CallbackRule", args: { domainName: domain, templateId: idOf("hooks") } },
  events: { kind: "VodEventConfig", args: { mode: "PULL", persistenceCompleteEventSwitch: "ON", signKey: "canarysignkey" } },
};

/** The logical name in a URN. */
export const nameOf = (urn: string): string => urn.split("::").at(-1) ?? "";
