import { Agent } from "node:http";
import liveSdk from "tencentcloud-sdk-nodejs/tencentcloud/services/live/v20180801/index.js";
import vodSdk from "tencentcloud-sdk-nodejs/tencentcloud/services/vod/v20180717/index.js";
import type { Emulator } from "../../../emulator/index";

export type LiveClient = InstanceType<typeof liveSdk.v20180801.Client>;
export type VodClient = InstanceType<typeof vodSdk.v20180717.Client>;

/** The vendor's own client: somebody who works on the account beside Pulumi. */
export function officialClient(emulator: Emulator): { readonly live: LiveClient; readonly vod: VodClient } {
  // It signs for the product that the endpoint's first label names, and that name resolves nowhere.
  const agent = new Agent({
    lookup: (_host, options, found) => (options.all ? found(null, [{ address: "127.0.0.1", family: 4 }]) : found(null, "127.0.0.1", 4)),
  });
  const options = (product: string) => ({
    credential: { secretId: "AKIDEMULATOR", secretKey: "emulator-secret" },
    region: "ap-guangzhou",
    profile: { httpProfile: { protocol: "http://", endpoint: `${product}.localhost:${emulator.port}`, agent } },
  });
  return { live: new liveSdk.v20180801.Client(options("live")), vod: new vodSdk.v20180717.Client(options("vod")) };
}
