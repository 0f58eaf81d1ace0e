import { codeOf, isCallError, messageOf } from "../../core/errors";
import { type Reader, type SubAppId, subApp } from "../reader";
import { type Diagnosis, finding, unknown, well } from "./diagnosis";

/** What an error says of the credentials, or of the account's leave to ask. Other codes are told by a service that knows us. */
const NOT_LET_IN = /^(?:AuthFailure|UnauthorizedOperation)(?:\.|$)/;

export interface Access {
  readonly diagnosis: Diagnosis;
  /** Nothing else can be looked at. */
  readonly closed: boolean;
}

/** Whether the service lets us in: any action that needs nothing but credentials will do. */
export async function credentials(reader: Reader): Promise<Access> {
  const id = "credentials";
  try {
    await reader.call("DescribeLiveRecordRules", {});
    return { diagnosis: well(id, "The credentials are accepted."), closed: false };
  } catch (error) {
    const code = codeOf(error);
    const isRefused = (isCallError(error) && error.kind === "credential") || NOT_LET_IN.test(code ?? "");
    if (isRefused || code === undefined)
      return {
        diagnosis: finding(id, `The service ${isRefused ? "does not let us in" : "cannot be reached"}.`, messageOf(error)),
        closed: true,
      };
    return { diagnosis: finding(id, `The service is reached, but answers ${code}.`, messageOf(error)), closed: false };
  }
}

/** Whether recordings have a place to go to. @param subAppId VOD application; undefined: the main one */
export async function vod(reader: Reader, subAppId: SubAppId): Promise<Diagnosis> {
  const id = "vod-activated";
  try {
    await reader.call("DescribeEventConfig", subApp(subAppId));
    return well(id, subAppId === undefined ? "VOD is activated." : `The VOD application ${subAppId} is activated.`);
  } catch (error) {
    if (!/InvalidVod(?:User|Status)$/.test(codeOf(error) ?? "")) return unknown(id, `VOD could not be asked: ${messageOf(error)}`);
    return finding(
      id,
      `${subAppId === undefined ? "VOD" : `The VOD application ${subAppId}`} is not activated: nothing will be recorded, and no error will say so.`,
      "Activate VOD in the console, and pay what is due. Accounts since the end of 2023 must also name their VOD application (--sub-app-id).",
    );
  }
}
