import { defineResource } from "../core/lifecycle";
import type { Desired } from "../core/schema";
import { adopt, templateName } from "./shared/fields";
import { dropEmpty, noOutputs, templateLifecycle } from "./shared/templates";

function url<const Api extends string>(what: string, api: Api, note = "") {
  return {
    type: "string",
    description: `URL that is told of ${what}.${note}`,
    maxLength: 1024,
    pattern: "^https?://[^\\s/]+",
    "x-hint": "write a full URL that begins with http:// or https://",
    "x-api": api,
  } as const;
}

const inputs = {
  type: "object",
  description: "Which URLs are told of pushes, recordings and snapshots.",
  additionalProperties: false,
  properties: {
    templateName,
    description: { type: "string", description: "Description, at most 1024 bytes.", "x-max-bytes": 1024, "x-api": "Description" },
    streamBeginNotifyUrl: url("every start of a push (event 1)", "StreamBeginNotifyUrl"),
    streamEndNotifyUrl: url("every interruption (event 0)", "StreamEndNotifyUrl"),
    recordNotifyUrl: url("every recorded file (event 100)", "RecordNotifyUrl"),
    recordStatusNotifyUrl: url(
      "the start, pause, resumption, failure and end of recordings (event 332)",
      "RecordStatusNotifyUrl",
      " The service never shows this field, so a change by hand is not seen.",
    ),
    recordExceptionNotifyUrl: url("faults of a recording (event 341)", "RecordExceptionNotifyUrl"),
    recordExceptionLevels: {
      type: "array",
      description: "Which faults are told.",
      items: { type: "string", description: "A level.", enum: ["error", "warning", "info"] },
      maxItems: 3,
      "x-compare": "set",
      "x-api": "RecordExceptionLevels",
    },
    snapshotNotifyUrl: url("every snapshot (event 200)", "SnapshotNotifyUrl"),
    pornCensorshipNotifyUrl: url("findings of picture moderation (event 317)", "PornCensorshipNotifyUrl"),
    audioAuditNotifyUrl: url("findings of sound moderation (event 318)", "AudioAuditNotifyUrl"),
    pushExceptionNotifyUrl: url("faults of a push (event 321)", "PushExceptionNotifyUrl"),
    callbackKey: {
      type: "string",
      description: "Key with which all callbacks are signed: `sign` is the MD5 of the key followed by `t`. Kept as a secret.",
      minLength: 1,
      maxLength: 255,
      "x-api": "CallbackKey",
      "x-secret": true,
    },
    adopt,
  },
} as const;

type Template = Desired<typeof inputs>;

const URLS = Object.keys(inputs.properties).filter((name) => name.endsWith("NotifyUrl")) as (keyof Template & `${string}NotifyUrl`)[];

export const callbackTemplate = defineResource(
  {
    token: "CallbackTemplate",
    summary: "Which URLs are told of pushes, recordings and snapshots, and with which key the messages are signed.",
    notes: [
      "The recording-status and recording-exception URLs tell of a recording that fails while there is still time to act.",
      "Messages may come twice and in any order. A message counts as delivered when the receiver answers 200 within 20 seconds.",
      "At most 50 callback templates per account.",
    ],
    inputs,
    outputs: noOutputs,
    identity: ["templateName"],
    named: { field: "templateName" },
  },
  {
    ...templateLifecycle<Template>(inputs, {
      create: "CreateLiveCallbackTemplate",
      modify: "ModifyLiveCallbackTemplate",
      describe: "DescribeLiveCallbackTemplates",
      remove: "DeleteLiveCallbackTemplate",
      hidden: ["recordStatusNotifyUrl"],
      tidy: dropEmpty("recordExceptionLevels"),
    }),
    rules: [
      {
        id: "some-url",
        fields: URLS,
        path: "",
        test: (desired) =>
          URLS.some((name) => desired[name] !== undefined) ? undefined : `at least one URL is needed: ${URLS.join(", ")}`,
      },
      {
        id: "levels-need-url",
        fields: ["recordExceptionLevels", "recordExceptionNotifyUrl"],
        path: "recordExceptionLevels",
        level: "warning",
        test: (desired) =>
          desired.recordExceptionLevels !== undefined && desired.recordExceptionNotifyUrl === undefined
            ? "has no effect without recordExceptionNotifyUrl"
            : undefined,
      },
    ],
  },
);
