import { expect, it } from "vitest";
import { openStack } from "./harness/index";
import { domain, openStage, running } from "./support/stage";

it("a program reads streams and recordings, with the credentials of its stack's configuration", async () => {
  await using stage = await openStage();
  await using stack = await openStack({
    program: `
      const reading = require("pulumi-live-recording/reading");
      exports.state = reading.getStreamState({ domainName: "${domain}", appName: "${running.app}", streamName: "${running.stream}" });
      exports.online = reading.listOnlineStreams().then((streams) => streams.map(({ streamName }) => streamName).sort());
    `,
    emulator: stage.emulator,
    env: { TENCENTCLOUD_SECRET_ID: undefined, TENCENTCLOUD_SECRET_KEY: undefined },
  });
  await stack.config("tencentcloud:secretId", "AKIDEMULATOR", { secret: true });
  await stack.config("tencentcloud:secretKey", "emulator-secret", { secret: true });
  await stack.up();
  expect(await stack.outputs()).toEqual({ state: "active", online: ["match", "show"] });
});
