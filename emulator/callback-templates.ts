import { CFG, fail, PARAM, RULE, SVC } from "./codes";
import type { CallbackTemplate } from "./model";
import { list, text } from "./parameters";

/** The addresses of a template that create and modify both take. */
export const URL_NAMES = [
  "StreamBeginNotifyUrl",
  "StreamEndNotifyUrl",
  "RecordNotifyUrl",
  "RecordStatusNotifyUrl",
  "SnapshotNotifyUrl",
  "PornCensorshipNotifyUrl",
  "PushExceptionNotifyUrl",
  "AudioAuditNotifyUrl",
  "RecordExceptionNotifyUrl",
] as const;

/** What create and modify both take beside name and description. */
export const CALLBACK_FIELDS = {
  StreamBeginNotifyUrl: text(),
  StreamEndNotifyUrl: text(),
  RecordNotifyUrl: text(),
  RecordStatusNotifyUrl: text(),
  SnapshotNotifyUrl: text(),
  PornCensorshipNotifyUrl: text(),
  CallbackKey: text(),
  PushExceptionNotifyUrl: text(),
  AudioAuditNotifyUrl: text(),
  RecordExceptionNotifyUrl: text(),
  RecordExceptionLevels: list(text({ oneOf: ["error", "warning", "info"] })),
};

/** Codes that create and modify share. */
export const CALLBACK_WRITE_CODES = [
  ...SVC,
  ...PARAM,
  ...CFG,
  ...RULE,
  "FailedOperation.ConfInUsed",
  "FailedOperation.NotFound",
  "InvalidParameter.ArgsNotMatch",
  "InvalidParameter.COSCustomFileNameError",
  "InvalidParameter.InvalidVodFileName",
  "InvalidParameter.UrlNotSafe",
  "UnsupportedOperation.NotLVBCodeMode",
] as const;

/** Codes that describe and delete share. */
export const CALLBACK_READ_CODES = [
  ...SVC,
  ...PARAM,
  ...CFG,
  ...RULE,
  "FailedOperation.ConfInUsed",
  "FailedOperation.NotFound",
  "InvalidParameter.COSCustomFileNameError",
  "InvalidParameter.InvalidVodFileName",
] as const;

/**
 * Refuses a template without any address (InvalidParameter, INF: the page states the rule, not the code) and an address that is none, which
 * is InvalidParameter.UrlNotSafe; whether its host resolves is not looked up, because the emulator works offline.
 */
export function checkUrls(template: CallbackTemplate): void {
  const names = [...URL_NAMES, "StreamMixNotifyUrl"] as const;
  if (names.every((name) => template[name] === "")) fail("InvalidParameter", "At least one callback URL is required.");
  for (const name of names) {
    const url = template[name];
    if (url !== "" && !(/^https?:\/\//i.test(url) && URL.canParse(url))) {
      fail("InvalidParameter.UrlNotSafe", `\`${name}\` is no http or https address.`);
    }
  }
}

/** A template as queries show it: without the address for the recording status, and with its key. */
export function shownCallback({ RecordStatusNotifyUrl: _, ...shown }: CallbackTemplate): Omit<CallbackTemplate, "RecordStatusNotifyUrl"> {
  return shown;
}
