import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, control, ok } from "./client";
import { PUSH, rule, template } from "./story";

const stream = (name: string) => ({ domain: PUSH, app: "live", stream: name });
const [A, B, C] = [stream("A"), stream("B"), stream("C")];
const NOW = Date.parse("2026-12-01T00:00:00Z") / 1000;

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2026-12-01T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
});
afterEach(() => emulator.close());

const files = () =>
  emulator
    .state()
    .media.map(({ stream: name, picture, duration, type }) => [name, picture, duration, type])
    .sort();

/** Two pushes of ten minutes; the mix of both goes from the second minute to the eighth. */
function show(output: typeof A, outputStreamType: 0 | 1): void {
  emulator.push(A);
  emulator.push(B);
  emulator.mix({ inputs: [A, B], output, outputStreamType, at: "2026-12-01T00:02:00Z" });
  emulator.unmix({ output, at: "2026-12-01T00:08:00Z" });
  emulator.clock.advance(600);
  for (const key of [A, B]) emulator.break(key);
}

describe("recorded by a rule of the domain", () => {
  beforeEach(async () => rule(emulator, await template(emulator, "t")));

  test("an output that reuses an input's name gives that input with the mixed picture, and the other: no original A", () => {
    show(A, 0);
    expect(files()).toEqual([
      ["A", "mixed", 600, "hls"],
      ["B", "own", 600, "hls"],
    ]);
  });

  test("an output of a new name is recorded beside both inputs", () => {
    show(C, 1);
    expect(files()).toEqual([
      ["A", "own", 600, "hls"],
      ["B", "own", 600, "hls"],
      ["C", "mixed", 360, "hls"],
    ]);
  });

  test("a push under the name of a running mix shows the mixed picture from its start, and after the mix its own again", () => {
    emulator.mix({ inputs: [A, B], output: A, outputStreamType: 0 });
    for (let n = 0; n < 2; n++) {
      emulator.push(A);
      emulator.clock.advance(60);
      emulator.break(A);
      if (n === 0) emulator.unmix({ output: A });
    }
    expect(files()).toEqual([
      ["A", "mixed", 60, "hls"],
      ["A", "own", 60, "hls"],
    ]);
  });
});

describe("recorded by a task", () => {
  const timed = (StreamName: string, more: object = {}) =>
    ok(emulator, "CreateLiveRecord", { StreamName, StartTime: "2026-12-01 08:00:00", EndTime: "2026-12-01 09:00:00", ...more });

  test("the output of a new name only where MixStream asks for it", async () => {
    await timed("C", { MixStream: 1 });
    await timed("C", { FileFormat: "mp4" });
    await timed("A", { MixStream: 1 });
    show(C, 1);
    expect(files()).toEqual([["C", "mixed", 360, "flv"]]);
  });

  test("an input's name without MixStream", async () => {
    await timed("A");
    show(A, 0);
    expect(files()).toEqual([["A", "mixed", 600, "flv"]]);
  });

  test("of the newer family by StreamType", async () => {
    const params = { DomainName: PUSH, AppName: "live", EndTime: NOW + 3600 };
    for (const more of [{ StreamName: "C", StreamType: 1 }, { StreamName: "C" }, { StreamName: "B", StreamType: 1 }])
      await call(emulator, "CreateRecordTask", { ...params, ...more }, { headers: { "X-TC-Region": "ap-guangzhou" } });
    show(C, 1);
    expect(files()).toEqual([["C", "mixed", 360, "hls"]]);
  });
});

test("a push under the name of a mix that is a stream of its own shows its own picture", async () => {
  await rule(emulator, await template(emulator, "t"));
  emulator.mix({ inputs: [A, B], output: C, outputStreamType: 1 });
  emulator.break(C);
  emulator.push(C);
  expect(emulator.recorded().map(({ stream, picture }) => [stream.split("/").at(-1), picture])).toEqual([
    ["C", "mixed"],
    ["C", "own"],
  ]);
});

test("mixes are ordered over HTTP too, and refused where they make no sense", async () => {
  const order = (body: object) => control(emulator, "POST", "streams", body);
  expect((await order({ event: "mix", inputs: [A, B], output: C, outputStreamType: 1 })).status).toBe(200);
  expect((await order({ event: "mix", inputs: [A, B], output: C, outputStreamType: 1 })).status).toBe(409);
  expect(emulator.state().mixes).toMatchObject([{ output: C, inputs: [A, B], outputStreamType: 1, start: "2026-12-01T00:00:00Z" }]);
  expect(emulator.state().streams).toMatchObject([{ ...C, live: true, source: "mixed" }]);
  expect((await order({ event: "unmix", output: C })).status).toBe(200);
  expect((await order({ event: "unmix", output: C })).status).toBe(409);
  expect(emulator.state().streams).toMatchObject([{ live: false }]);
  expect((await order({ event: "mix", inputs: [A, B], output: C, outputStreamType: 0 })).status).toBe(400);
  expect((await order({ event: "mix", inputs: [A, B], output: A, outputStreamType: 1 })).status).toBe(400);
  expect((await order({ event: "mix", inputs: [A, B], output: A, outputStreamType: 2 })).status).toBe(400);
  expect((await order({ event: "mix" })).status).toBe(400);
});
