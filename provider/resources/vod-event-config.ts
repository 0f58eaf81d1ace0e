import { decode, encode, wireId } from "../core/codec";
import { isUncertain, messageOf, UserError } from "../core/errors";
import { type Ctx, defineResource } from "../core/lifecycle";
import { digest } from "../core/naming";
import { type Desired, isProps, type Props } from "../core/schema";
import { subAppId } from "./shared/fields";

function onOff<const Api extends string>(what: string, api: Api) {
  return { type: "string", description: `Event when ${what}.`, enum: ["ON", "OFF"], default: "OFF", "x-api": api } as const;
}

const inputs = {
  type: "object",
  description: "Which events a VOD application tells, and how.",
  additionalProperties: false,
  required: ["mode"],
  properties: {
    subAppId,
    mode: {
      type: "string",
      description: "`PUSH`: told to `notificationUrl`. `PULL`: kept until they are pulled, at most 4 days.",
      enum: ["PUSH", "PULL"],
      "x-api": "Mode",
    },
    notificationUrl: {
      type: "string",
      description: "URL that is told of events, with `PUSH`.",
      maxLength: 1024,
      pattern: "^https?://[^\\s/]+",
      "x-hint": "write a full URL that begins with http:// or https://",
      "x-api": "NotificationUrl",
      "x-off": "",
    },
    uploadMediaCompleteEventSwitch: onOff("a file has been stored, recordings included", "UploadMediaCompleteEventSwitch"),
    deleteMediaCompleteEventSwitch: onOff("a file has been deleted", "DeleteMediaCompleteEventSwitch"),
    persistenceCompleteEventSwitch: onOff("a persisted clip stands on its own and its source may go", "PersistenceCompleteEventSwitch"),
    signKey: {
      type: "string",
      description:
        "Key with which messages are signed, at most 32 letters and digits. The service never shows it, so a change by hand is not seen. Kept as a secret.",
      minLength: 1,
      maxLength: 32,
      pattern: "^[A-Za-z0-9]*$",
      "x-hint": "use letters and digits only",
      "x-api": "SignKey",
      "x-secret": true,
    },
  },
} as const;

const outputs = {
  type: "object",
  description: "Outputs.",
  required: ["previous"],
  properties: { previous: { type: "object", description: "What was set before, as the API names it; a destroy puts it back." } },
} as const;

type Declared = Desired<typeof inputs>;

const SHOWN = [
  "Mode",
  "NotificationUrl",
  "UploadMediaCompleteEventSwitch",
  "DeleteMediaCompleteEventSwitch",
  "PersistenceCompleteEventSwitch",
];

function subApp(desired: Declared): Props {
  return desired.subAppId === undefined ? {} : { SubAppId: wireId(desired.subAppId) };
}

async function current(ctx: Ctx, desired: Declared): Promise<Props> {
  const answer = await ctx.call("DescribeEventConfig", subApp(desired));
  return Object.fromEntries(SHOWN.flatMap((name) => (typeof answer[name] === "string" ? [[name, answer[name]]] : [])));
}

/** One note for an application, whatever the resource is called that changes it. */
function noteKey(desired: Declared): string {
  return digest(["VodEventConfig", desired.subAppId ?? null], 40);
}

/** What is in force once a declaration is applied, as far as the service shows it. */
function applied(desired: Declared): Props {
  const sent = encode(inputs, desired, { last: {} });
  return Object.fromEntries(SHOWN.map((name) => [name, sent[name] ?? ""]));
}

function isInForce(shown: Props, wanted: Props): boolean {
  return SHOWN.every((name) => (shown[name] ?? "") === (wanted[name] ?? ""));
}

/** Sends a declaration; a lost answer is no harm where the setting is in force afterwards. */
async function apply(ctx: Ctx, desired: Declared, params: Props): Promise<void> {
  try {
    await ctx.call("ModifyEventConfig", params);
  } catch (error) {
    if (!isUncertain(error)) throw error;
    if (isInForce(await current(ctx, desired), applied(desired))) return;
    const again = "The events of the application are not set as declared. Run the same command again: to send it once more does no harm.";
    throw new UserError(`${messageOf(error)}\n${again}`, { cause: error });
  }
}

export const vodEventConfig = defineResource(
  {
    token: "VodEventConfig",
    summary: "Which events a VOD application tells, and how (ModifyEventConfig).",
    notes: [
      "There is exactly one such configuration per VOD application: creating this resource changes it, destroying it puts back what was there before.",
      "`persistenceCompleteEventSwitch` tells when the source of a persisted clip may be deleted.",
      "A sign key that was set before cannot be put back, because the service never shows it.",
    ],
    inputs,
    outputs,
    identity: ["subAppId"],
  },
  {
    find: async () => [],
    async read(ctx, id, last) {
      const shown = decode(inputs, await current(ctx, last)) as Declared;
      const { subAppId, signKey } = last;
      const carried = { ...(subAppId === undefined ? {} : { subAppId }), ...(signKey === undefined ? {} : { signKey }) };
      return { id, inputs: { ...shown, ...carried }, outputs: { previous: last.previous } };
    },
    async create(ctx, desired) {
      const key = noteKey(desired);
      const shown = await current(ctx, desired);
      const { previous: before, applied: noted } = (await ctx.intents.look(key))?.created?.outputs ?? {};
      const ours = (Array.isArray(noted) ? noted : []).filter(isProps);
      // What we have set ourselves, in a run that was ended or under another name, is not what was there before.
      const known = isProps(before) && ours.some((one) => isInForce(shown, one));
      if (!known && isInForce(shown, applied(desired))) {
        ctx.warn(
          "The events of this VOD application are set as declared already: what was there before is not known, so a destroy leaves them.",
        );
      }
      const previous = known ? before : shown;
      const id = `event-config-${desired.subAppId ?? "main"}`;
      // On disk before the call, for a run that is ended between both.
      const note = (all: readonly Props[]) => ctx.intents.answered(key, { id, outputs: { previous, applied: all } });
      await note([...(known ? ours : []), applied(desired)]);
      try {
        await apply(ctx, desired, encode(inputs, desired, { last: {} }));
      } catch (error) {
        if (!known && !isInForce(await current(ctx, desired), applied(desired))) await ctx.intents.close(key);
        throw error;
      }
      await note([applied(desired)]);
      return { id, outputs: { previous } };
    },
    async update(ctx, id, desired, last) {
      await apply(ctx, desired, encode(inputs, desired, { last }));
      await ctx.intents.answered(noteKey(desired), { id, outputs: { previous: last.previous, applied: [applied(desired)] } });
      return { previous: last.previous };
    },
    async remove(ctx, _id, last) {
      const off = {
        NotificationUrl: "",
        UploadMediaCompleteEventSwitch: "OFF",
        DeleteMediaCompleteEventSwitch: "OFF",
        PersistenceCompleteEventSwitch: "OFF",
      };
      await ctx.call("ModifyEventConfig", {
        ...subApp(last),
        ...off,
        // What it shows of an application that was never configured is no mode to set.
        ...Object.fromEntries(Object.entries(last.previous).filter(([name, value]) => name !== "Mode" || value !== "")),
        ...(last.signKey === undefined ? {} : { SignKey: "" }),
      });
      await ctx.intents.close(noteKey(last));
    },
    rules: [
      {
        id: "push-needs-url",
        fields: ["mode", "notificationUrl"],
        path: "notificationUrl",
        test: (desired) =>
          desired.mode === "PUSH" && desired.notificationUrl === undefined ? "is missing: mode PUSH needs the URL to tell" : undefined,
      },
    ],
  },
);
