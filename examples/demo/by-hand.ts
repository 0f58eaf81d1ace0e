import { createRequire } from "node:module";

// Only this service of the official SDK: the whole of it takes seconds to load.
const { live } = createRequire(import.meta.url)("tencentcloud-sdk-nodejs/tencentcloud/services/live/index.js");

/** Deletes a record rule the way somebody with the vendor's own client would. */
export async function deleteRuleByHand(
  emulatorUrl: string,
  rule: { DomainName: string; AppName: string; StreamName: string },
): Promise<void> {
  const client = new live.v20180801.Client({
    credential: { secretId: "AKIDEMULATOR", secretKey: "emulator-secret" },
    region: "",
    profile: { httpProfile: { endpoint: new URL(emulatorUrl).host, protocol: "http://" } },
  });
  await client.DeleteLiveRecordRule(rule);
}
