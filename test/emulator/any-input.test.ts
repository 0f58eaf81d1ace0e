import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ACTIONS } from "../../emulator/actions/index";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call } from "./client";
import { brokenHour, timeShift } from "./story";

/** Codes that any action may answer (common error codes of the API). */
const COMMON = [
  "OK",
  "MissingParameter",
  "UnknownParameter",
  "InvalidParameter",
  "InvalidParameterValue",
  "RequestLimitExceeded",
  "UnsupportedRegion",
];

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    now: "2018-09-20T09:00:00Z",
    freeze: true,
    settings: { pullSeconds: 0, rates: Object.fromEntries([...ACTIONS.keys()].map((name) => [name, 1e6])) },
  });
  await timeShift(emulator);
  await brokenHour(emulator);
});
afterAll(() => emulator.close());

const nested = fc.record(
  {
    Enable: fc.constantFrom(0, 1, "1", 2),
    RecordInterval: fc.integer(),
    VodFileName: fc.string(),
    Type: fc.string(),
    TemplateId: fc.integer(),
    After: fc.string(),
  },
  { requiredKeys: [] },
);
const plausible = fc.constantFrom<unknown>(
  1001,
  0,
  1,
  86400,
  "live",
  "*",
  "p.example.com",
  "record-stream",
  "2018-09-20T10:00:00Z",
  "2018-09-20T11:00:00Z",
  "2018-09-20 20:00:00",
);
const value = fc.oneof(
  plausible,
  fc.jsonValue({ maxDepth: 2 }),
  nested,
  fc.array(nested, { maxLength: 2 }),
  fc.array(fc.string(), { maxLength: 3 }),
);

test.each([...ACTIONS.values()].map((action) => [action.name, action] as const))(
  "%s answers whatever it is sent with a code that its page lists",
  async (name, action) => {
    const required = Object.entries(action.parameters).filter(([, field]) => field.required);
    const shape = Object.fromEntries(Object.keys(action.parameters).map((key) => [key, value]));
    const allowed = [...COMMON, ...action.codes, ...action.inferredCodes].filter((code) => code !== "InternalError");
    await fc.assert(
      fc.asyncProperty(fc.record(shape, { requiredKeys: required.map(([key]) => key) }), async (params) => {
        const answer = await call(emulator, name, params, { headers: { "X-TC-Region": "ap-guangzhou" } });
        expect(answer.status).toBe(200);
        expect(allowed, answer.text).toContain(answer.code);
      }),
      { numRuns: 60 },
    );
  },
);
