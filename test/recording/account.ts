import type { Emulator } from "../../emulator/index";
import {
  type Configuration,
  FORMATS,
  type RecordTask,
  type Rule,
  type TaskTarget,
  type Template,
  type TimedRecord,
} from "../../provider/recording/configuration";
import { tripleOf } from "../../provider/recording/matching";
import { chinaText, momentOf } from "../../provider/recording/moments";
import { call, ok } from "../emulator/client";

/** The actions of record tasks want a region. */
const REGION = { headers: { "X-TC-Region": "ap-guangzhou" } };

/** An account at the emulator that is brought from one configuration to the next as a user's `up` would. */
export class TestAccount {
  readonly #templates = new Map<string, number>();
  readonly #timed = new Map<string, number>();
  readonly #tasks = new Map<string, string>();
  #now: Configuration | undefined;

  constructor(readonly emulator: Emulator) {}

  /** The declared name of a task that the service knows by number. */
  originOf(taskId: number | string): string | undefined {
    return [...this.#timed, ...this.#tasks].find(([, id]) => id === taskId)?.[0];
  }

  async apply(next: Configuration): Promise<void> {
    const was = this.#now;
    this.#now = next;
    for (const rule of was?.rules ?? [])
      if (!next.rules.some((other) => sameRule(rule, other))) await this.#rule("DeleteLiveRecordRule", rule);
    for (const template of next.templates) await this.#template(template);
    for (const rule of next.rules) if (!was?.rules.some((other) => sameRule(rule, other))) await this.#rule("CreateLiveRecordRule", rule);
    await this.#timedRecords(was?.timed ?? [], next.timed);
    await this.#recordTasks(was?.tasks ?? [], next.tasks);
  }

  async #template(template: Template): Promise<void> {
    const blocks = FORMATS.map((format) => {
      const { enable, recordInterval, storageTime, vodSubAppId, vodFileName, cosBucketName, cosBucketRegion, cosBucketPath } = template[
        `${format}Param`
      ] ?? { enable: false };
      const param = {
        Enable: enable === false ? 0 : 1,
        RecordInterval: recordInterval ?? 1800,
        StorageTime: storageTime ?? 0,
        VodSubAppId: Number(vodSubAppId ?? 0),
        VodFileName: vodFileName ?? "",
        ...(cosBucketName === undefined
          ? {}
          : { CosBucketName: cosBucketName, CosBucketRegion: cosBucketRegion, CosBucketPath: cosBucketPath }),
      };
      return [`${format.charAt(0).toUpperCase()}${format.slice(1)}Param`, param];
    });
    const params = {
      TemplateName: template.key,
      ...Object.fromEntries(blocks),
      HlsSpecialParam: { FlowContinueDuration: template.hlsSpecialParam?.flowContinueDuration ?? 0 },
    };
    const id = this.#templates.get(template.key);
    if (id !== undefined) await ok(this.emulator, "ModifyLiveRecordTemplate", { TemplateId: id, ...params });
    else {
      const made = await ok(this.emulator, "CreateLiveRecordTemplate", { ...params, CosStore: template.cosStore === true ? 1 : 0 });
      this.#templates.set(template.key, made.TemplateId);
    }
  }

  async #rule(action: "CreateLiveRecordRule" | "DeleteLiveRecordRule", rule: Rule): Promise<void> {
    const triple = { DomainName: rule.domainName, AppName: rule.appName, StreamName: rule.streamName };
    await ok(
      this.emulator,
      action,
      action === "DeleteLiveRecordRule" ? triple : { ...triple, TemplateId: this.#templates.get(rule.template) },
    );
  }

  async #timedRecords(was: readonly TimedRecord[], next: readonly TimedRecord[]): Promise<void> {
    for (const { origin, streamName } of was.filter((one) => !next.includes(one))) {
      const ref = { StreamName: streamName, TaskId: this.#timed.get(origin) };
      await call(this.emulator, "StopLiveRecord", ref);
      await call(this.emulator, "DeleteLiveRecord", ref);
    }
    const now = Date.parse(this.emulator.clock.now());
    for (const one of next.filter((record) => !was.includes(record))) {
      const [start, end] = [momentOf(one.startTime) ?? 0, momentOf(one.endTime) ?? 0];
      if (end <= now) continue;
      const params = {
        ...target(one),
        ...inline(one),
        MixStream: one.mixStream === true ? 1 : 0,
        StartTime: chinaText(start),
        EndTime: chinaText(end),
      };
      this.#timed.set(one.origin, (await ok(this.emulator, "CreateLiveRecord", params)).TaskId);
    }
  }

  async #recordTasks(was: readonly RecordTask[], next: readonly RecordTask[]): Promise<void> {
    for (const { origin } of was.filter((one) => !next.includes(one))) {
      const ref = { TaskId: this.#tasks.get(origin) };
      await call(this.emulator, "StopRecordTask", ref, REGION);
      await call(this.emulator, "DeleteRecordTask", ref, REGION);
    }
    const now = Date.parse(this.emulator.clock.now());
    for (const one of next.filter((task) => !was.includes(task))) {
      const [start, end] = [momentOf(one.startTime) ?? 0, momentOf(one.endTime) ?? 0];
      if (end <= now) continue;
      const id = one.template === undefined ? 1 : this.#templates.get(one.template);
      const params = {
        ...target(one),
        StartTime: start / 1000,
        EndTime: end / 1000,
        TemplateId: id,
        StreamType: one.mixStream === true ? 1 : 0,
      };
      const made = await call(this.emulator, "CreateRecordTask", params, REGION);
      if (made.code !== "OK") throw new Error(made.text);
      this.#tasks.set(one.origin, String(made.response.TaskId));
    }
  }

  /** Asks for a highlight now. A stream that is not live is refused. */
  async highlight(one: Configuration["highlights"][number]): Promise<void> {
    const end = Date.parse(this.emulator.clock.now()) + (one.duration ?? 1800) * 1000;
    const answer = await call(this.emulator, "CreateLiveRecord", {
      ...target(one),
      ...inline(one),
      MixStream: one.mixStream === true ? 1 : 0,
      Highlight: 1,
      EndTime: chinaText(end),
    });
    if (answer.code === "OK") this.#timed.set(one.origin, answer.response.TaskId);
    else if (answer.code !== "ResourceUnavailable.StreamNotExist") throw new Error(answer.text);
  }
}

function sameRule(a: Rule, b: Rule): boolean {
  return tripleOf(a) === tripleOf(b) && a.template === b.template;
}

function target({ domainName, appName, streamName }: TaskTarget): object {
  return { ...(domainName === undefined ? {} : { DomainName: domainName }), AppName: appName, StreamName: streamName };
}

function inline({
  recordType,
  fileFormat,
  recordInterval,
  storageTime,
}: Pick<TimedRecord, "recordType" | "fileFormat" | "recordInterval" | "storageTime">): object {
  return {
    RecordType: recordType,
    FileFormat: fileFormat,
    StreamParam: `record_interval=${recordInterval}${storageTime === undefined || storageTime === 0 ? "" : `&storage_time=${storageTime}`}`,
  };
}
