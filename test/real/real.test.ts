import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Props } from "../../provider/core/schema";
import { MiniEngine } from "../resources/mini-engine";
import { cleanUp } from "./clean-up";
import { inferences } from "./inferences";
import { openTarget, type Target } from "./target";

let target: Target;
let engine: MiniEngine;

beforeAll(async () => {
  target = await openTarget();
  engine = new MiniEngine(target.env);
});
afterAll(async () => {
  engine.restart();
  const left = await cleanUp(engine.ctx, target.tag);
  if (target.real) console.log(`removed at the end: ${left.join(", ") || "nothing"}`);
  expect(await cleanUp(engine.ctx, target.tag)).toEqual([]);
  engine.close();
  await target.close();
});

interface Life {
  readonly token: string;
  inputs(names: { tag: string; domain: string; template: string }): Props;
  readonly update?: Props;
}

const cos = { cosAppId: 1_250_000_000, cosBucket: "liverec-test", cosRegion: "ap-guangzhou" };

/** The kinds that need no running stream; a template first, because rules and tasks need one. */
const lives: readonly Life[] = [
  {
    token: "RecordTemplate",
    inputs: ({ tag }) => ({ templateName: `${tag}-life`, hlsParam: { storageTime: 86_400 } }),
    update: { mp4Param: {}, hlsParam: undefined },
  },
  { token: "RecordRule", inputs: ({ tag, domain, template }) => ({ domainName: domain, streamName: `${tag}-life`, templateId: template }) },
  { token: "TimeShiftTemplate", inputs: ({ tag }) => ({ templateName: `${tag}-life`, duration: 86_400 }), update: { itemDuration: 4 } },
  { token: "SnapshotTemplate", inputs: ({ tag }) => ({ templateName: `${tag}-life`, ...cos }), update: { snapshotInterval: 30 } },
  {
    token: "CallbackTemplate",
    inputs: ({ tag }) => ({ templateName: `${tag}-life`, recordNotifyUrl: "http://127.0.0.1:9/none" }),
    update: { description: "changed" },
  },
  {
    token: "RecordTask",
    inputs: ({ tag, domain, template }) => {
      const hour = (count: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + count * 3_600_000).toISOString();
      return { domainName: domain, streamName: `${tag}-life`, startTime: hour(24), endTime: hour(25), templateId: template };
    },
  },
];

describe("the life of a kind at the service", () => {
  let template = "";

  beforeAll(async () => {
    await engine.up({ token: "RecordTemplate", name: "base", inputs: { templateName: `${target.tag}-base` } });
    template = engine.state.get("base")?.id ?? "";
  });
  afterAll(() => engine.destroy("base"));

  it.each(lives.map((life) => [life.token, life] as const))(
    "%s: create, nothing to do, refresh, update, nothing to do, destroy",
    async (token, life) => {
      const inputs = life.inputs({ tag: target.tag, domain: target.domain, template });
      const declared = { token, name: token, inputs };
      const settled = async (now: typeof declared) => {
        engine.restart();
        expect(await engine.refresh(token)).toBe(true);
        expect((await engine.plan(now)).step).toBe("same");
      };
      expect(await engine.up(declared)).toBe("create");
      await settled(declared);
      if (life.update !== undefined) {
        const changed = {
          ...declared,
          inputs: Object.fromEntries(Object.entries({ ...inputs, ...life.update }).filter(([, value]) => value !== undefined)),
        };
        expect(await engine.up(changed)).toBe("update");
        await settled(changed);
      }
      await engine.destroy(token);
      engine.restart();
      expect(engine.state.has(token)).toBe(false);
    },
    120_000,
  );
});

describe("what no document states", () => {
  const seen: { id: string; question: string; assumed: string; observed: string }[] = [];

  it.each(inferences.map((inference) => [inference.id, inference] as const))(
    "%s",
    async (_id, { id, question, assumed, observe }) => {
      const observed = await observe(engine.ctx, target);
      seen.push({ id, question, assumed, observed });
      // The service has the last word there; here, the emulator must do what is written down as assumed.
      if (!target.real) expect(observed).toBe(assumed);
    },
    120_000,
  );

  afterAll(() => {
    if (target.real)
      for (const { id, question, assumed, observed } of seen)
        console.log(`${observed === assumed ? "as assumed" : "DIFFERS"}  ${id}: ${question} assumed ${assumed}, observed ${observed}`);
  });
});
