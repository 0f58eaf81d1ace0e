import { defineResource } from "../core/lifecycle";
import type { Desired } from "../core/schema";
import { adopt, templateName } from "./shared/fields";
import { noOutputs, templateLifecycle } from "./shared/templates";

const inputs = {
  type: "object",
  description: "Pictures taken of a stream at intervals.",
  additionalProperties: false,
  required: ["cosAppId", "cosBucket", "cosRegion"],
  properties: {
    templateName,
    description: { type: "string", description: "Description, at most 1024 bytes.", "x-max-bytes": 1024, "x-api": "Description" },
    cosAppId: {
      type: "string",
      format: "id",
      description: "Account number (AppId) of the COS bucket.",
      pattern: "^[1-9][0-9]{0,18}$",
      "x-hint": "write the AppId, the number behind the bucket's name",
      "x-api": "CosAppId",
    },
    cosBucket: {
      type: "string",
      description: "COS bucket without the `-appid` suffix.",
      minLength: 1,
      maxLength: 63,
      "x-api": "CosBucket",
    },
    cosRegion: {
      type: "string",
      description: "Region of the COS bucket, such as `ap-guangzhou`.",
      minLength: 1,
      maxLength: 64,
      "x-api": "CosRegion",
    },
    snapshotInterval: {
      type: "integer",
      description: "Time between two pictures, seconds. Below 5 only when the template is made: the service does not change to it.",
      default: 10,
      minimum: 2,
      maximum: 300,
      "x-unit": "seconds",
      "x-api": "SnapshotInterval",
    },
    width: {
      type: "integer",
      description: "Width of a picture; 0 is the stream's own.",
      default: 0,
      minimum: 0,
      maximum: 3000,
      "x-unit": "pixels",
      "x-api": "Width",
    },
    height: {
      type: "integer",
      description: "Height of a picture; 0 is the stream's own.",
      default: 0,
      minimum: 0,
      maximum: 2000,
      "x-unit": "pixels",
      "x-api": "Height",
    },
    pornFlag: { type: "boolean", description: "Have the pictures moderated.", default: false, "x-api": "PornFlag", "x-flag": true },
    cosPrefix: {
      type: "string",
      description: "Folder in the bucket, without a slash at its end; placeholders in braces.",
      default: "/{Year}-{Month}-{Day}",
      maxLength: 1024,
      pattern: "^(?:/[^/]*)*[^/]$",
      "x-hint": "leave the slash at the end away",
      "x-api": "CosPrefix",
    },
    cosFileName: {
      type: "string",
      description: "Name of a picture; placeholders in braces.",
      default: "{StreamID}-screenshot-{Hour}-{Minute}-{Second}-{Width}x{Height}{Ext}",
      maxLength: 1024,
      "x-api": "CosFileName",
    },
    adopt,
  },
} as const;

type Template = Desired<typeof inputs>;

/** From here on the service also changes an interval in place; seconds. */
const LOWEST_MODIFIABLE = 5;

export const snapshotTemplate = defineResource(
  {
    token: "SnapshotTemplate",
    summary: "Pictures of a stream, taken at intervals and stored in COS.",
    notes: ["The bucket must exist and the service must be allowed to write to it.", "At most 50 snapshot templates per account."],
    inputs,
    outputs: noOutputs,
    identity: ["templateName"],
    named: { field: "templateName" },
  },
  {
    ...templateLifecycle<Template>(inputs, {
      create: "CreateLiveSnapshotTemplate",
      modify: "ModifyLiveSnapshotTemplate",
      describe: "DescribeLiveSnapshotTemplates",
      remove: "DeleteLiveSnapshotTemplate",
    }),
    rules: [
      {
        id: "short-interval-is-final",
        fields: ["snapshotInterval"],
        path: "snapshotInterval",
        level: "warning",
        test: ({ snapshotInterval }) =>
          snapshotInterval < LOWEST_MODIFIABLE
            ? `the service takes less than ${LOWEST_MODIFIABLE} seconds only for a new template, and refuses it in a change`
            : undefined,
      },
    ],
  },
);
