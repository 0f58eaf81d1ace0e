import { canonicalObject } from "../core/codec";
import type { Kind } from "../core/lifecycle";
import { looksDerived } from "../core/naming";
import { isProps, type Props } from "../core/schema";
import { isUnknown } from "../core/unknown";
import { NAMELESS } from "../recording/bound";
import { type Configuration, configurationOf, FORMATS, type Format, type FormatSettings, type Template } from "../recording/configuration";
import { instantOf, isoUtc } from "../recording/time";
import { type DeclaredResource, variableOf } from "./resource";

/**
 * What the recording model is told of the resources of a stack, an account or a manifest. Kinds that it does not know are left out.
 * @param called what messages call a resource; default: its name
 */
export function configurationFrom(
  resources: readonly DeclaredResource[],
  called: (resource: DeclaredResource) => string = ({ name }) => name,
): Configuration {
  const groups = new Map<string, DeclaredResource[]>();
  for (const resource of resources.filter((one) => !isMissed(one))) {
    const group = groups.get(resource.kind.token) ?? [];
    groups.set(resource.kind.token, group);
    group.push(resource);
  }
  const of = <T>(token: string, read: (fields: Fields) => T | undefined): T[] =>
    (groups.get(token) ?? []).flatMap((resource) => read(new Fields(resource, called(resource))) ?? []);
  return configurationOf({
    templates: of("RecordTemplate", recordTemplate),
    rules: of("RecordRule", boundRule),
    timed: of("ScheduledRecord", (fields) => {
      const [startTime, endTime] = [fields.text("startTime"), fields.text("endTime")];
      if (startTime === undefined || endTime === undefined) return undefined;
      return { ...fields.origin, ...taskTarget(fields), ...inlineFormat(fields), startTime, endTime, timeZone: fields.text("timeZone") };
    }),
    tasks: of("RecordTask", (fields) => {
      const endTime = fields.text("endTime");
      if (endTime === undefined) return undefined;
      const { startTime, timeZone } = { startTime: fields.text("startTime"), timeZone: fields.text("timeZone") };
      const planned = fields.resource.life?.status === "planned" || undefined;
      return { ...fields.origin, ...taskTarget(fields), startTime, endTime, timeZone, template: fields.boundTemplate(), planned };
    }),
    highlights: of("HighlightRecord", (fields) => ({
      ...fields.origin,
      ...taskTarget(fields),
      ...inlineFormat(fields),
      duration: fields.number("duration"),
      triggers: fields.texts("triggers"),
      startedAt: startOf(fields),
    })),
    clips: of("Clip", clip),
    timeShiftTemplates: of("TimeShiftTemplate", (fields) => ({
      ...fields.template,
      duration: fields.number("duration") ?? 0,
      itemDuration: fields.number("itemDuration"),
      area: fields.text("area") === "Overseas" ? ("Overseas" as const) : undefined,
      removeWatermark: fields.flag("removeWatermark"),
    })),
    timeShiftRules: of("TimeShiftRule", boundRule),
    snapshotTemplates: of("SnapshotTemplate", (fields) => ({
      ...fields.template,
      snapshotInterval: fields.number("snapshotInterval"),
      cosBucket: fields.text("cosBucket"),
      cosAppId: fields.text("cosAppId"),
      cosRegion: fields.text("cosRegion"),
      cosPrefix: fields.text("cosPrefix"),
      cosFileName: fields.text("cosFileName"),
      width: fields.number("width"),
      height: fields.number("height"),
      moderated: fields.flag("pornFlag"),
    })),
    snapshotRules: of("SnapshotRule", boundRule),
    callbackTemplates: of("CallbackTemplate", (fields) => ({
      ...fields.template,
      recordNotifyUrl: fields.text("recordNotifyUrl"),
      recordStatusNotifyUrl: fields.text("recordStatusNotifyUrl"),
      recordExceptionNotifyUrl: fields.text("recordExceptionNotifyUrl"),
      recordExceptionLevels: fields.texts("recordExceptionLevels"),
      ...fields.signing("callbackKey"),
    })),
    callbackRules: of("CallbackRule", boundRule),
    vodEvents: of("VodEventConfig", (fields) => ({
      ...fields.origin,
      subAppId: fields.text("subAppId"),
      mode: oneOf(fields.text("mode"), ["PUSH", "PULL"]),
      notificationUrl: fields.text("notificationUrl"),
      persistenceCompleteEventSwitch: oneOf(fields.text("persistenceCompleteEventSwitch"), ["ON", "OFF"]),
      ...fields.signing("signKey"),
    })),
  });
}

/** A task whose window was over before it could be sent does nothing. */
function isMissed({ life }: DeclaredResource): boolean {
  return life?.status === "missed";
}

/** When a highlight was started: the state tells only when it ends. */
function startOf(fields: Fields): string | undefined {
  const [duration, endsAt] = [fields.number("duration"), fields.resource.life?.endsAt];
  return duration === undefined || endsAt === undefined ? undefined : isoUtc(instantOf(endsAt).subtract({ seconds: duration }));
}

/** The inputs of one resource, each as what it is meant to be; a value that is not known yet counts as left out. */
class Fields {
  private readonly inputs: Props;

  constructor(
    readonly resource: DeclaredResource,
    private readonly called: string,
    block?: Props,
  ) {
    this.inputs = block ?? { ...defaultsOf(resource), ...resource.inputs };
  }

  get origin(): { readonly origin: string } {
    return { origin: this.called };
  }

  get template(): { readonly key: string; readonly origin: string } {
    return { key: this.resource.name, ...this.origin };
  }

  text(name: string): string | undefined {
    const value = this.inputs[name];
    if (typeof value === "number") return String(value);
    return typeof value === "string" && !isUnknown(value) ? value : undefined;
  }

  texts(name: string): string[] | undefined {
    const value = this.inputs[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === "string" && !isUnknown(item)) : undefined;
  }

  number(name: string): number | undefined {
    const value = this.inputs[name];
    return typeof value === "number" ? value : undefined;
  }

  /** A number that is declared, not one that holds by default. */
  said(name: string): number | undefined {
    return this.resource.inputs[name] === undefined ? undefined : this.number(name);
  }

  flag(name: string): boolean | undefined {
    const value = this.inputs[name];
    return typeof value === "boolean" ? value : undefined;
  }

  has(name: string): boolean {
    return this.inputs[name] !== undefined;
  }

  /** Of a secret only that it is there, and where it comes from. */
  signing(name: string): { readonly hasKey: boolean; readonly keyIn: string | undefined } {
    return { hasKey: this.has(name), keyIn: variableOf(this.inputs[name]) };
  }

  block(name: string): Fields | undefined {
    const value = this.inputs[name];
    return isProps(value) ? new Fields(this.resource, this.called, value) : undefined;
  }

  /** The name of the template that is bound; its number, where it is none of ours; undefined: none is. */
  boundTemplate(): string | undefined {
    const input = "templateId";
    if (!this.has(input)) return this.resource.references.get(input)?.name;
    return this.resource.references.get(input)?.name ?? this.text(input) ?? NAMELESS;
  }
}

function recordTemplate(fields: Fields): Template {
  const blocks: { [K in `${Format}Param`]?: FormatSettings } = {};
  for (const format of FORMATS) {
    const block = fields.block(`${format}Param`);
    if (block !== undefined) blocks[`${format}Param`] = formatSettings(block);
  }
  return {
    ...fields.template,
    ...blocks,
    templateName: fields.text("templateName"),
    isDelayLive: fields.flag("isDelayLive"),
    hlsSpecialParam: { flowContinueDuration: fields.block("hlsSpecialParam")?.number("flowContinueDuration") },
    flvSpecialParam: { uploadInRecording: fields.block("flvSpecialParam")?.flag("uploadInRecording") },
    removeWatermark: fields.flag("removeWatermark"),
    cosStore: fields.flag("cosStore"),
  };
}

function formatSettings(block: Fields): FormatSettings {
  return {
    enable: block.flag("enable"),
    recordInterval: block.number("recordInterval"),
    storageTime: block.number("storageTime"),
    vodSubAppId: block.text("vodSubAppId"),
    vodFileName: block.text("vodFileName"),
    procedure: block.text("procedure"),
    storageMode: oneOf(block.text("storageMode"), ["normal", "cold"]),
    classId: block.number("classId"),
    cosBucketName: block.text("cosBucketName"),
    cosBucketRegion: block.text("cosBucketRegion"),
    cosBucketPath: block.text("cosBucketPath"),
  };
}

function boundRule(fields: Fields) {
  return {
    ...fields.origin,
    domainName: fields.text("domainName") ?? "",
    appName: fields.text("appName") ?? "",
    streamName: fields.text("streamName") ?? "",
    template: fields.boundTemplate() ?? NAMELESS,
  };
}

function taskTarget(fields: Fields) {
  return {
    domainName: fields.text("domainName"),
    appName: fields.text("appName") ?? "live",
    streamName: fields.text("streamName") ?? "",
    mixStream: fields.flag("mixStream"),
  };
}

function inlineFormat(fields: Fields) {
  return {
    recordType: oneOf(fields.text("recordType"), ["video", "audio"]),
    fileFormat: oneOf(fields.text("fileFormat"), FORMATS),
    recordInterval: fields.number("recordInterval"),
    // Whether for ever was said or only not thought of makes a difference to the lint.
    storageTime: fields.said("storageTime"),
  };
}

function clip(fields: Fields) {
  const [startTime, endTime] = [fields.text("startTime"), fields.text("endTime")];
  if (startTime === undefined || endTime === undefined) return undefined;
  return {
    ...fields.origin,
    ...fields.resource.pushedTo,
    key: fields.resource.key,
    fixed: fixedIn(fields.resource),
    streamId: fields.text("streamId") ?? "",
    host: fields.text("host"),
    startTime,
    endTime,
    timeZone: fields.text("timeZone"),
    isPersistence: fields.flag("isPersistence"),
    expireTime: fields.text("expireTime"),
    subAppId: fields.text("subAppId"),
    procedure: fields.text("procedure"),
  };
}

/** The declared values of all fields that cannot be changed in place, without a name that is derived from them. */
function fixedIn({ kind, inputs }: DeclaredResource): string {
  const all = canonicalObject(kind.inputs, inputs);
  const told = kind.replaceFields.filter((name) => name !== kind.named?.field || !looksDerived(all[name]));
  return JSON.stringify(told.map((name) => all[name] ?? null));
}

const known = new WeakMap<Kind, Props>();

/** A default that is written out is no change, so it is filled in where it is not. */
function defaultsOf({ kind }: DeclaredResource): Props {
  let defaults = known.get(kind);
  if (defaults === undefined) {
    const fields = Object.entries(kind.inputs.properties);
    defaults = Object.fromEntries(fields.flatMap(([name, field]) => (field.default === undefined ? [] : [[name, field.default]])));
    known.set(kind, defaults);
  }
  return defaults;
}

function oneOf<const T extends string>(text: string | undefined, words: readonly T[]): T | undefined {
  return words.find((word) => word === text);
}
