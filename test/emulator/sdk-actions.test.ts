import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACTIONS } from "../../emulator/actions/index";
import { type Emulator, startEmulator } from "../../emulator/index";
import { entryOf, PRODUCTS, type SdkProduct } from "./sdk-models";
import { type Kept, type Made, STORY, STORY_START } from "./sdk-story";

// The package's root loads every product; these two files are all that is needed here.
const load = createRequire(import.meta.url);
const live: typeof import("tencentcloud-sdk-nodejs/tencentcloud/services/live/index.js") = load(
  "tencentcloud-sdk-nodejs/tencentcloud/services/live/index.js",
);
const vod: typeof import("tencentcloud-sdk-nodejs/tencentcloud/services/vod/index.js") = load(
  "tencentcloud-sdk-nodejs/tencentcloud/services/vod/index.js",
);

const COMMON = ["MissingParameter", "UnknownParameter", "InvalidParameter", "InvalidParameterValue"];

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    now: STORY_START,
    freeze: true,
    settings: { effectDelay: 0, fileDelay: 0, snapshotDelay: 0, persistenceDelay: 0, pullSeconds: 0 },
  });
});
afterAll(() => emulator.close());

type Method = (params: object) => Promise<object>;

/** The method of the official client for an action. */
function method(action: string): Method {
  const service = ACTIONS.get(action)?.service;
  const settings = {
    credential: { secretId: "AKIDEMULATOR", secretKey: "emulator-secret" },
    region: "ap-guangzhou",
    profile: { httpProfile: { endpoint: `127.0.0.1:${emulator.port}`, protocol: "http://" } },
  };
  const client = service === "vod" ? new vod.vod.v20180717.Client(settings) : new live.live.v20180801.Client(settings);
  const run = (client as unknown as Record<string, Method>)[action];
  if (run === undefined) throw new Error(`The official client has no ${action}.`);
  return run.bind(client);
}

/** Where an answer differs from what the SDK says it is: names and types, at every depth. */
function differences(path: string, value: unknown, type: string, product: SdkProduct): string[] {
  if (value === null) return [];
  const entry = entryOf(type);
  if (entry !== undefined) {
    return Array.isArray(value) ? value.flatMap((one: unknown) => differences(`${path}[]`, one, entry, product)) : [`${path} is no array`];
  }
  const structure = product.structure(type);
  if (structure.size === 0 || typeof value !== "object") return type.split(" | ").includes(typeof value) ? [] : [`${path} is no ${type}`];
  const names = new Set([...structure.keys(), ...Object.keys(value)]);
  return [...names].flatMap((name) => {
    const field = structure.get(name);
    if (field === undefined) return [`${path}.${name} is unknown to the SDK`];
    if (!Object.hasOwn(value, name)) return [`${path}.${name} is not answered`];
    return differences(`${path}.${name}`, (value as Record<string, unknown>)[name], field.type, product);
  });
}

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "OK",
    (error: { code: string; requestId: string }) => {
      expect(error.requestId).toMatch(/^[\da-f-]{36}$/);
      return error.code;
    },
  );

const made = {} as Made;

describe.each(STORY.map((one) => [one.action, one] as const))("the official client's %s", (action, step) => {
  const product = PRODUCTS[ACTIONS.get(action)?.service ?? "live"];

  test("is answered as the SDK types it", async () => {
    await step.before?.(emulator);
    const answer = await method(action)(step.good(made));
    const type = product.actions.get(action)?.response ?? "";
    expect(new Set(differences(action, answer, type, product))).toEqual(new Set());
    Object.assign(made, step.keep?.(answer as unknown as Kept));
  });

  const required = Object.entries(ACTIONS.get(action)?.parameters ?? {}).filter(([, field]) => field.required);
  const bad = [
    ...(step.bad ?? []),
    [{ Nonsense: 1 }, "UnknownParameter"] as const,
    ...required.map(([name]) => [{ [name]: undefined }, "MissingParameter"] as const),
  ];
  test.each(bad)("with %o is refused with %s", async (change, code) => {
    expect(await codeOf(method(action)({ ...step.good(made), ...change }))).toBe(code);
    expect([...COMMON, ...(ACTIONS.get(action)?.codes ?? [])]).toContain(code);
  });
});

test("the story calls every action that the emulator answers, once", () => {
  expect(STORY.map(({ action }) => action).sort()).toEqual([...ACTIONS.keys()].sort());
});
