import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { listIn } from "../../provider/core/answer";
import { isProps, type Props } from "../../provider/core/schema";
import { type Declared, MiniEngine } from "./mini-engine";

let emulator: Emulator;
let engine: MiniEngine;

beforeEach(async () => {
  emulator = await startEmulator({ now: "2026-11-01T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
  engine = new MiniEngine(emulator.url);
});
afterEach(async () => {
  engine.close();
  await emulator.close();
});

describe("the tags of a clip", () => {
  const clip = (tags?: string[]): Declared => ({
    token: "Clip",
    name: "opening",
    inputs: {
      ...{ streamId: "final", host: "play.example.com", isPersistence: true },
      ...{ startTime: "2026-11-01T00:10:00Z", endTime: "2026-11-01T00:20:00Z" },
      ...(tags === undefined ? {} : { tags }),
    },
  });
  const id = () => engine.state.get("opening")?.id ?? "";
  async function tags(): Promise<unknown> {
    const [media] = listIn("DescribeMediaInfos", await engine.ctx.call("DescribeMediaInfos", { FileIds: [id()] }), "MediaInfoSet");
    return isProps(media?.["BasicInfo"]) ? media["BasicInfo"]["TagSet"] : undefined;
  }
  async function byHand(change: Props): Promise<void> {
    await engine.ctx.call("ModifyMediaInfo", { FileId: id(), ...change });
    engine.restart();
    expect(await engine.refresh("opening")).toBe(true);
  }

  beforeEach(async () => {
    const { TemplateId } = await engine.ctx.call("CreateLiveTimeShiftTemplate", { TemplateName: "week", Duration: 604_800 });
    await engine.ctx.call("CreateLiveTimeShiftRule", { DomainName: "push.example.com", AppName: "*", StreamName: "*", TemplateId });
    emulator.push({ domain: "push.example.com", app: "live", stream: "final" });
    emulator.clock.set("2026-11-01T00:30:00Z");
  });

  it("that were taken away by hand are seen by a refresh and put back", async () => {
    await engine.up(clip(["match", "opening"]));
    expect(await engine.up(clip(["opening", "match"]))).toBe("same");
    await byHand({ DeleteTags: ["match", "opening"] });
    expect(await engine.up(clip(["match", "opening"]))).toBe("update");
    expect(await tags()).toEqual(["match", "opening"]);
  });

  it("that were given by hand to a clip without any are seen by a refresh and taken away", async () => {
    await engine.up(clip());
    engine.restart();
    await engine.refresh("opening");
    expect(await engine.up(clip())).toBe("same");
    await byHand({ AddTags: ["stray"] });
    expect(await engine.up(clip())).toBe("update");
    expect(await tags()).toEqual([]);
  });
});

describe("a template", () => {
  const archive = (inputs: Props): Declared => ({ token: "RecordTemplate", name: "archive", inputs });

  it("is updated although somebody made a second one of its name by hand", async () => {
    await engine.up(archive({ templateName: "archive" }));
    await engine.ctx.call("CreateLiveRecordTemplate", { TemplateName: "archive" });
    engine.restart();
    expect(await engine.up(archive({ templateName: "archive", description: "two" }))).toBe("update");
    expect(
      emulator
        .state()
        .record.templates.map(({ Description }) => Description)
        .sort(),
    ).toEqual(["", "two"]);
  });

  it("that stood there already is taken over only with adopt, which is what the warning then names", async () => {
    const { TemplateId } = await engine.ctx.call("CreateLiveRecordTemplate", { TemplateName: "archive", Description: "by hand" });
    const declared = { templateName: "archive", description: "declared" };
    await expect(engine.up(archive(declared))).rejects.toThrow(/already exists .* set `adopt: true`/s);
    expect(emulator.state().record.templates.map(({ Description }) => Description)).toEqual(["by hand"]);
    await engine.up(archive({ ...declared, adopt: true }));
    expect(engine.state.get("archive")?.id).toBe(String(TemplateId));
    expect(engine.warnings).toEqual([
      `RecordTemplate archive (id ${TemplateId}) was there already and is taken over (adopt: true); changed to what is declared: description.`,
    ]);
  });

  it("that an interrupted run left is taken over as that, and said to be as declared", async () => {
    await engine.up(archive({}));
    engine.state.delete("archive");
    engine.restart();
    await engine.up(archive({}));
    expect(engine.warnings).toEqual([
      expect.stringMatching(/was there already and is taken over \(left by an interrupted .*\); it is as declared\.$/),
    ]);
    expect(emulator.state().record.templates).toHaveLength(1);
  });
});
