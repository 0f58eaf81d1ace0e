import { codeOf, isCallError, messageOf } from "../../core/errors";
import { type Reader, type SubAppId, subApp } from "../reader";
import { type Diagnosis, finding, unknown, well } from "./diagnosis";

/** Whether the service lets us in: any action that needs nothing but credentials will do. */
export async function credentials(reader: Reader): Promise<Diagnosis> {
  const id = "credentials";
  try {
    await reader.call("DescribeLiveRecordRules", {});
    return well(id, "The credentials are accepted.");
  } catch (error) {
    const refused = isCallError(error) && (error.kind === "service" || error.kind === "credential");
    return finding(id, refused ? "The service does not let us in." : "The service cannot be reached.", messageOf(error));
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
