import { CFG, fail, PARAM, RULE, SVC } from "./codes";
import type { Id } from "./ids";
import { flag, id, int, text } from "./parameters";

/** Placeholders of COS paths and names (CreateLiveSnapshotTemplate's defaults; the rest INF). */
const PLACEHOLDERS = [
  "StreamID",
  "Domain",
  "AppName",
  "Year",
  "Month",
  "Day",
  "Hour",
  "Minute",
  "Second",
  "Width",
  "Height",
  "Ext",
] as const;

/** What both create and modify take beside name, description, interval and the bucket. */
export const SNAPSHOT_FIELDS = {
  Width: int({ min: 0, max: 3000 }),
  Height: int({ min: 0, max: 2000 }),
  PornFlag: flag(),
  CosPrefix: text(),
  CosFileName: text(),
};

/** The bucket, which every create and every modify has to name. */
export const COS_FIELDS = {
  CosAppId: id({ required: true, min: 1 }),
  CosBucket: text({ required: true, minLength: 1 }),
  CosRegion: text({ required: true, minLength: 1 }),
};

/** Codes that create and modify share. */
export const SNAPSHOT_WRITE_CODES = [
  ...SVC,
  ...PARAM,
  ...CFG,
  ...RULE,
  "FailedOperation.CallOtherSvrFailed",
  "FailedOperation.CosBucketNotExist",
  "FailedOperation.CosBucketNotPermission",
  "FailedOperation.CosRoleNotExists",
  "InvalidParameter.COSCustomFileNameError",
  "UnsupportedOperation.NotLVBCodeMode",
] as const;

/** Refuses a COS path or name with a placeholder that there is not, and a bucket that carries its application's id. */
export function checkCos({
  CosAppId,
  CosBucket,
  ...names
}: {
  CosAppId: Id;
  CosBucket: string;
  CosPrefix?: string;
  CosFileName?: string;
}): void {
  if (CosBucket.endsWith(`-${CosAppId}`)) fail("InvalidParameterValue", "`CosBucket` is written without the `-appid` part.");
  for (const name of ["CosPrefix", "CosFileName"] as const) {
    for (const [, placeholder = ""] of (names[name] ?? "").matchAll(/\{([^{}]*)\}?/g)) {
      const known = (PLACEHOLDERS as readonly string[]).includes(placeholder);
      if (!known) fail("InvalidParameter.COSCustomFileNameError", `\`${name}\` has an unknown placeholder {${placeholder}}.`);
    }
  }
}
