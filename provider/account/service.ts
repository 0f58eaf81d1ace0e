import { configurationFrom, type DeclaredResource, type Kinds, type Reference } from "../configuration/index";
import { idIn, listIn } from "../core/answer";
import { decode } from "../core/codec";
import type { Kind } from "../core/lifecycle";
import type { Props } from "../core/schema";
import type { Reader } from "../reading/index";
import { listRecordTasks } from "../reading/record-tasks";
import { utcText } from "../reading/times";
import type { Configuration } from "../recording/configuration";
import type { Moment } from "../recording/moments";

/** What an account records, with what the service does not tell. */
export interface AccountConfiguration {
  readonly configuration: Configuration;
  /** Sentences. */
  readonly unknown: readonly string[];
}

/** Kinds that the service lists. Templates come before the rules and tasks that name them. */
const TEMPLATES: readonly Listing[] = [
  { token: "RecordTemplate", action: "DescribeLiveRecordTemplates", field: "Templates", params: [{ IsDelayLive: 0 }, { IsDelayLive: 1 }] },
  { token: "TimeShiftTemplate", action: "DescribeLiveTimeShiftTemplates", field: "Templates", params: [{}] },
];
const RULES: readonly Listing[] = [
  { token: "RecordRule", action: "DescribeLiveRecordRules", field: "Rules", params: [{}] },
  { token: "TimeShiftRule", action: "DescribeLiveTimeShiftRules", field: "Rules", params: [{}] },
];

interface Listing {
  readonly token: string;
  readonly action: string;
  readonly field: string;
  readonly params: readonly Props[];
}

const UNKNOWN: readonly string[] = [
  "Scheduled records and highlights (CreateLiveRecord) and clips cannot be listed at the service: they may record the stream as well.",
  "The service does not say of a record task whether it records the output of a mix.",
];

const DAY = 86_400_000;
/** A task ends within 7 days from its creation. */
const AHEAD = 7 * DAY;

/**
 * What stands at the service now: record templates, rules, record tasks, time shift. Templates are named `archive (1001)`, by name and number.
 * @param at record tasks of this time are found too; those of today and of the days ahead always are
 * @throws ServiceError, TransportError
 */
export async function configurationOfAccount(reader: Reader, kinds: Kinds, at?: Moment): Promise<AccountConfiguration> {
  const templates = await read(TEMPLATES, (kind, action, wire) => {
    const id = idIn(action, wire, "TemplateId");
    const inputs = decode(kind.inputs, wire);
    const name = typeof inputs["templateName"] === "string" ? `${inputs["templateName"]} (${id})` : id;
    return { kind, name, key: keyOf(kind.token, id), inputs, references: new Map() };
  });
  const names = new Map(templates.map(({ key, name }) => [key, name]));
  const rules = await read(RULES, (kind, _action, wire) => {
    const inputs = decode(kind.inputs, wire);
    const name = ["domainName", "appName", "streamName"].map((part) => inputs[part] ?? "").join("/");
    return { kind, name, key: keyOf(kind.token, name), inputs, references: bound(inputs, kind.token.replace(/Rule$/, "Template"), names) };
  });
  return { configuration: configurationFrom([...templates, ...rules, ...(await tasks())]), unknown: UNKNOWN };

  async function read(listings: readonly Listing[], declare: (kind: Kind, action: string, wire: Props) => DeclaredResource) {
    const found: DeclaredResource[] = [];
    for (const { token, action, field, params } of listings) {
      const kind = kindOf(kinds, token);
      for (const one of params) {
        for (const wire of listIn(action, await reader.call(action, one), field)) found.push(declare(kind, action, wire));
      }
    }
    return found;
  }

  async function tasks(): Promise<DeclaredResource[]> {
    const kind = kindOf(kinds, "RecordTask");
    const now = (await reader.now()).getTime();
    const window = { from: new Date(Math.min(now, at ?? now) - DAY), to: new Date(Math.max(now + AHEAD, (at ?? now) + DAY)) };
    return (await listRecordTasks(window, reader)).flatMap((wire) => taskIn(kind, wire, names));
  }
}

/** A task as it works: one that was stopped ends there, and one whose template is not there is one without. */
function taskIn(kind: Kind, wire: Props, names: ReadonlyMap<string, string>): DeclaredResource[] {
  const id = idIn("DescribeRecordTask", wire, "TaskId");
  const inputs = decode(kind.inputs, wire);
  const stopped = wire["Stopped"];
  if (typeof stopped === "number" && stopped > 0) {
    const stoppedAt = utcText(stopped);
    if (stoppedAt <= String(inputs["startTime"])) return [];
    inputs["endTime"] = stoppedAt;
  }
  const references = bound(inputs, "RecordTemplate", names);
  const { templateId, ...rest } = inputs;
  const name = `task ${id.length > 16 ? `${id.slice(0, 16)}…` : id}`;
  if (references.size > 0) return [{ kind, name, key: keyOf(kind.token, id), inputs, references }];
  const gone = templateId === undefined ? "it names no template" : `there is no template ${templateId}`;
  return [{ kind, name: `${name} (${gone})`, key: keyOf(kind.token, id), inputs: rest, references }];
}

/** The template that an object binds by its number. */
function bound({ templateId }: Props, family: string, names: ReadonlyMap<string, string>): Map<string, Reference> {
  const key = keyOf(family, String(templateId));
  const name = names.get(key);
  return new Map(name === undefined ? [] : [["templateId", { key, name }]]);
}

function keyOf(token: string, id: string): string {
  return `${token} ${id}`;
}

function kindOf(kinds: Kinds, token: string): Kind {
  const kind = kinds.get(token);
  if (kind === undefined) throw new Error(`there is no kind ${token}`);
  return kind;
}
