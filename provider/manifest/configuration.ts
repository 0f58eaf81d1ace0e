import { check } from "../core/check";
import type { Props } from "../core/schema";
import { type Configuration, configurationOf } from "../recording/configuration";
import type { Declared } from "./declared";

/**
 * What a checked manifest declares, as the recording model reads it. Every declared thing carries its path in the manifest as its origin; rules and
 * tasks name templates by their name in the manifest, and one that is not in it by its number.
 */
export function configurationOfManifest(resources: readonly Declared[]): Configuration {
  const all = <T>(token: string) => resources.filter((resource) => resource.token === token).map((resource) => modelOf(resource) as T);
  return configurationOf({
    templates: all("RecordTemplate"),
    rules: all("RecordRule"),
    timed: all("ScheduledRecord"),
    tasks: all("RecordTask"),
    highlights: all("HighlightRecord"),
    clips: all("Clip"),
    timeShiftTemplates: all("TimeShiftTemplate"),
    timeShiftRules: all("TimeShiftRule"),
    snapshotTemplates: all("SnapshotTemplate"),
    snapshotRules: all("SnapshotRule"),
    callbackTemplates: all("CallbackTemplate"),
    callbackRules: all("CallbackRule"),
    vodEvents: all("VodEventConfig"),
  });
}

/** The kinds' check has accepted the inputs, and the model's types are those of the kinds: that is why the caller may name the type. */
function modelOf(resource: Declared): Props {
  const { name, path, kind, inputs, references } = resource;
  const checked = check(kind, inputs, {}).inputs;
  // A derived name means nothing before there is a stack.
  const named = kind.named !== undefined && inputs[kind.named.field] === undefined ? { [kind.named.field]: undefined } : {};
  const template = references[0]?.name ?? (checked["templateId"] === undefined ? undefined : String(checked["templateId"]));
  const secrets = Object.fromEntries(kind.secretFields.map((field) => [field, undefined]));
  return {
    ...checked,
    ...named,
    ...secrets,
    key: name,
    origin: path,
    ...(template === undefined ? {} : { template }),
    ...(kind.token === "CallbackTemplate" ? { hasKey: resource.has("callbackKey") } : {}),
    ...(kind.token === "VodEventConfig" ? { persistenceComplete: isOn(checked["persistenceCompleteEventSwitch"]) } : {}),
  };
}

/** The service writes its switches of events as ON and OFF. */
function isOn(value: unknown): boolean | undefined {
  return value === undefined ? undefined : value === true || value === "ON";
}
