/** Fields that several kinds share, declared once. */

export const pushDomain = {
  type: "string",
  description: "Push domain.",
  maxLength: 253,
  pattern: "^[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63})+$",
  "x-hint": "write a bare domain such as push.example.com, without scheme, port or path",
  "x-api": "DomainName",
  "x-replace": true,
} as const;

/** What no app and no stream may hold, as people read it. */
const REFUSED = "blanks and / ? # & % * \\ \" ' < >";
export const NAME_HINT = `write the name alone, without ${REFUSED}`;

export const everyApp = {
  type: "string",
  description: "App: the first part of the push path. Left out or empty: every app.",
  default: "",
  maxLength: 255,
  pattern: "^[^\\s/?#&%*\\\\\"'<>]*$",
  "x-hint": `${NAME_HINT}; leave the field out for every`,
  "x-api": "AppName",
  "x-replace": true,
} as const;

export const everyStream = {
  ...everyApp,
  description: "Stream: the last part of the push path. Left out or empty: every stream.",
  "x-api": "StreamName",
} as const;

export const oneStream = {
  ...everyStream,
  description: "Stream: the last part of the push path.",
  default: undefined,
  minLength: 1,
  "x-hint": `write the name of one stream, without ${REFUSED}`,
} as const;

/** App of something that names one stream; the service's own default is `live`. */
export const oneApp = { ...oneStream, description: "App: the first part of the push path.", default: "live", "x-api": "AppName" } as const;

/** Begin and end of a window, in the form that the API wants. */
export function windowTimes<const Form extends "unix" | "china">(form: Form) {
  const time = { type: "string", format: "time", maxLength: 64, "x-time": form, "x-replace": true } as const;
  return {
    startTime: {
      ...time,
      description: "Begin of the window. RFC 3339 with an offset, or a local time with `timeZone`. Best a little before the event.",
      "x-api": "StartTime",
    },
    endTime: { ...time, description: "End of the window, at most 24 hours after its begin.", "x-api": "EndTime" },
  } as const;
}

export const subAppId = {
  type: "string",
  format: "id",
  description: "VOD application. Required for accounts that activated VOD on or after 2023-12-25, even for the main application.",
  pattern: "^[0-9]{1,18}$",
  "x-hint": "write the number of the VOD application",
  "x-api": "SubAppId",
  "x-replace": true,
} as const;

export const templateId = {
  type: "string",
  format: "id",
  description: "The template to apply: the `id` of the template resource.",
  pattern: "^[1-9][0-9]{0,18}$",
  "x-hint": "write the number of a template, best as the `id` of the template resource",
  "x-api": "TemplateId",
  "x-replace": true,
} as const;

export const adopt = {
  type: "boolean",
  description: "Take over an object that already stands at the service under this name or key, instead of failing.",
  default: false,
  "x-local": true,
} as const;

export const timeZone = {
  type: "string",
  description: "IANA zone in which times without an offset are read, such as `Asia/Shanghai`. Without it every time must carry its offset.",
  maxLength: 64,
  "x-local": true,
} as const;

/** Names of templates: Chinese characters, letters, digits, `_` and `-`; 255 bytes (stated for the sibling kinds). */
export const templateName = {
  type: "string",
  description:
    "Name of the template: Chinese characters, letters, digits, `_` and `-`, at most 255 bytes. Left out: the resource's name with a digest of its URN.",
  minLength: 1,
  "x-max-bytes": 255,
  pattern: "^[\\p{Script=Han}A-Za-z0-9_-]*$",
  "x-hint": "use Chinese characters, letters, digits, _ and - only",
  "x-api": "TemplateName",
} as const;
