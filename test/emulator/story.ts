import type { Emulator } from "../../emulator/index";
import { ok, type Target } from "./client";

export const PUSH = "p.example.com";

/** A record template with the given formats on, HLS where none is named. */
export async function template(emulator: Target, name: string, params: object = { HlsParam: { Enable: 1 } }): Promise<number> {
  return (await ok(emulator, "CreateLiveRecordTemplate", { TemplateName: name, ...params })).TemplateId;
}

/** A record rule; names left out are empty, that is every. */
export async function rule(
  emulator: Emulator,
  TemplateId: number,
  triple: { domain?: string; app?: string; stream?: string } = {},
): Promise<void> {
  const { domain = PUSH, app = "", stream = "" } = triple;
  await ok(emulator, "CreateLiveRecordRule", { DomainName: domain, AppName: app, StreamName: stream, TemplateId });
}

/** Time shift for every stream of the push domain, kept for `days`. */
export async function timeShift(emulator: Target, days = 7, ItemDuration = 5): Promise<number> {
  const { TemplateId } = await ok(emulator, "CreateLiveTimeShiftTemplate", { TemplateName: "shift", Duration: days * 86400, ItemDuration });
  await ok(emulator, "CreateLiveTimeShiftRule", { DomainName: PUSH, AppName: "*", StreamName: "*", TemplateId });
  return TemplateId;
}

/** The stream of the source documents, pushed 10:00-10:30 and 10:40-11:00 UTC on 2018-09-20, with the clock left at 11:05. */
export async function brokenHour(emulator: Emulator, stream = "record-stream"): Promise<void> {
  const key = { domain: PUSH, app: "live", stream };
  emulator.push({ ...key, at: "2018-09-20T10:00:00Z" });
  emulator.break({ ...key, at: "2018-09-20T10:30:00Z" });
  emulator.push({ ...key, at: "2018-09-20T10:40:00Z" });
  emulator.break({ ...key, at: "2018-09-20T11:00:00Z" });
  emulator.clock.set("2018-09-20T11:05:00Z");
}
