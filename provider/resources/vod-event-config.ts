import { decode, encode, wireId } from "../core/codec";
import { type Ctx, defineResource, MARK } from "../core/lifecycle";
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

function noteKey(desired: Declared): string {
  return digest(["VodEventConfig", (desired as Props)[MARK] ?? null, desired.subAppId ?? null], 40);
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
      // Noted on disk first: a run that is ended between here and its answer must not take its own setting for what was there before.
      const key = noteKey(desired);
      const noted = (await ctx.intents.look(key))?.created?.outputs["previous"];
      const previous = isProps(noted) ? noted : await current(ctx, desired);
      const id = `event-config-${desired.subAppId ?? "main"}`;
      await ctx.intents.answered(key, { id, outputs: { previous } });
      await ctx.call("ModifyEventConfig", { ...encode(inputs, desired, { last: {} }) });
      return { id, outputs: { previous } };
    },
    async update(ctx, _id, desired, last) {
      await ctx.call("ModifyEventConfig", encode(inputs, desired, { last }));
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
        ...last.previous,
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
