import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok } from "./client";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const config = async (SubAppId?: number): Promise<Record<string, unknown>> => {
  const { RequestId: _, ...rest } = await ok(emulator, "DescribeEventConfig", { SubAppId });
  return rest;
};

describe("the event settings", () => {
  const off = {
    Mode: "PUSH",
    NotificationUrl: "",
    UploadMediaCompleteEventSwitch: "OFF",
    DeleteMediaCompleteEventSwitch: "OFF",
    PersistenceCompleteEventSwitch: "OFF",
  };

  test("are off until they are changed", async () => {
    expect(await config()).toEqual(off);
  });

  test("change in part; an address is kept when it is left out and cleared when it is empty", async () => {
    await ok(emulator, "ModifyEventConfig", { NotificationUrl: "https://example.com/vod", PersistenceCompleteEventSwitch: "ON" });
    await ok(emulator, "ModifyEventConfig", { Mode: "PULL" });
    expect(await config()).toEqual({
      ...off,
      Mode: "PULL",
      NotificationUrl: "https://example.com/vod",
      PersistenceCompleteEventSwitch: "ON",
    });
    await ok(emulator, "ModifyEventConfig", { NotificationUrl: "" });
    expect((await config()).NotificationUrl).toBe("");
  });

  test("belong to one sub-application each", async () => {
    await ok(emulator, "ModifyEventConfig", { SubAppId: 7, Mode: "PULL" });
    expect([(await config()).Mode, (await config(7)).Mode]).toEqual(["PUSH", "PULL"]);
  });

  test("never show the sign key", async () => {
    await ok(emulator, "ModifyEventConfig", { SignKey: "abcDEF123" });
    expect(JSON.stringify([await config(), emulator.journal(), emulator.state()])).not.toContain("abcDEF123");
  });

  test.each([
    [{ Mode: "push" }],
    [{ UploadMediaCompleteEventSwitch: "on" }],
    [{ SignKey: "x".repeat(33) }],
    [{ SignKey: "a-b" }],
    [{ NotificationUrl: "example.com" }],
  ])("with %j are InvalidParameter", async (params) => {
    expect((await call(emulator, "ModifyEventConfig", params)).code).toBe("InvalidParameter");
  });
});
