import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import type { Props } from "../../provider/core/schema";
import { type Declared, type Entry, MiniEngine } from "./mini-engine";

let emulator: Emulator;
let engine: MiniEngine;
let template: string;

beforeEach(async () => {
  emulator = await startEmulator({ now: "2026-11-01T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
  engine = new MiniEngine(emulator.url);
  template = String((await engine.ctx.call("CreateLiveRecordTemplate", { TemplateName: "by-hand" }))["TemplateId"]);
});
afterEach(async () => {
  engine.close();
  await emulator.close();
});

const rule = (name: string, changes: Props = {}): Declared => ({
  token: "RecordRule",
  name,
  inputs: { domainName: "push.example.com", templateId: template, ...changes },
});
const rules = () => emulator.state().record.rules;

/** A resource that the program does not declare any more, or that was replaced: its delete is still owed, maybe by an earlier run. */
function owed(name: string): Entry {
  const entry = engine.state.get(name);
  if (entry === undefined) throw new Error(`no ${name}`);
  engine.state.delete(name);
  engine.state.set("owed", entry);
  return entry;
}

describe("an object that another resource has by now", () => {
  it("is not deleted with the resource that was renamed, also when that delete comes runs later", async () => {
    await engine.up(rule("old"));
    owed("old");
    engine.restart();
    await engine.up(rule("fresh"));
    for (let run = 0; run < 2; run += 1) {
      engine.restart();
      expect(await engine.up(rule("fresh"))).toBe("same");
      await engine.destroy("owed", "this run");
      expect(rules()).toHaveLength(1);
      expect(engine.warnings.at(-1)).toMatch(/not deleted: another resource of this program has it now/);
      engine.state.set("owed", {
        ...(engine.state.get("fresh") as Entry),
        outs: { ...engine.state.get("fresh")?.outs, __mark: "old-00000000" },
      });
    }
  });

  it("is not deleted by what a replacement on demand left behind in an interrupted run", async () => {
    await engine.up(rule("one"));
    const before = engine.state.get("one") as Entry;
    // The replacement took over the very object; its delete was never made, and stands in the state beside the new one.
    engine.restart();
    expect(await engine.up(rule("one"))).toBe("same");
    engine.state.set("owed", before);
    await engine.destroy("owed", "this run");
    expect(rules()).toHaveLength(1);
  });

  it("is deleted when nothing has it any more, and by a destroy", async () => {
    await engine.up(rule("old"));
    engine.restart();
    await engine.destroy("old", "this run");
    expect(rules()).toEqual([]);
    await engine.up(rule("old"));
    await engine.destroy("old");
    expect(rules()).toEqual([]);
  });

  it("declared twice is refused in the check, with the name of the other", async () => {
    await engine.up(rule("one"));
    engine.restart();
    await engine.plan(rule("one"));
    await expect(engine.plan(rule("two"))).rejects.toThrow(/declared twice in this program, also by "one"/);
    expect(rules()).toHaveLength(1);
  });

  it("that is taken over is said, with what was changed", async () => {
    const declared = { token: "RecordTemplate", name: "archive", inputs: { mp4Param: { storageTime: 86_400 } } };
    await engine.up(declared);
    engine.state.delete("archive");
    engine.restart();
    await engine.up({ ...declared, inputs: { mp4Param: { storageTime: 3600 } } });
    expect(engine.warnings.join()).toMatch(
      /archive-.* was there already and is taken over .*changed to what is declared: mp4Param\.storageTime/,
    );
  });

  it("belongs to a resource of this stack that moves away: said so, and not with the advice to adopt it", async () => {
    const second = String((await engine.ctx.call("CreateLiveRecordTemplate", { TemplateName: "second" }))["TemplateId"]);
    await engine.up(rule("a", { appName: "one" }));
    await engine.up(rule("b", { appName: "two", templateId: second }));
    engine.restart();
    await engine.plan(rule("b", { appName: "one", templateId: second }));
    await expect(engine.up(rule("a", { appName: "two" }))).rejects.toThrow(/belongs to the resource "b" of this stack.*two steps/);
  });
});

describe("adopting a rule", () => {
  it("puts the old one back when the new one is refused", async () => {
    await engine.ctx.call("CreateLiveRecordRule", {
      DomainName: "push.example.com",
      AppName: "",
      StreamName: "",
      TemplateId: Number(template),
    });
    await expect(engine.up(rule("mine", { templateId: "424242", adopt: true }))).rejects.toThrow(
      /ConfNotFound[\s\S]*put back as it had been/,
    );
    expect(rules().map(({ TemplateId }) => String(TemplateId))).toEqual([template]);
  });
});

describe("a template's name", () => {
  it("that another template has is refused in an update too", async () => {
    const named = (name: string, templateName: string) => ({ token: "RecordTemplate", name, inputs: { templateName } });
    await engine.up(named("b", "y"));
    await engine.ctx.call("CreateLiveRecordTemplate", { TemplateName: "x" });
    await expect(engine.up(named("b", "x"))).rejects.toThrow(/already exists/);
  });
});

describe("what a replacement takes away", () => {
  it("is said in the preview for media and for a running record", async () => {
    const lines: string[] = [];
    const original = console.warn;
    console.warn = (line: string) => void lines.push(line);
    try {
      const record = (changes: Props = {}): Declared => ({
        token: "ScheduledRecord",
        name: "r",
        inputs: { streamName: "s", startTime: "2026-11-01T01:00:00Z", endTime: "2026-11-01T03:00:00Z", ...changes },
      });
      await engine.up(record());
      emulator.clock.set("2026-11-01T02:00:00Z");
      engine.restart();
      await engine.plan(record({ storageTime: 3600 }));
      expect(lines.join()).toMatch(/it is recording now/);
    } finally {
      console.warn = original;
    }
  });
});

describe("a highlight that was recorded and ended", () => {
  it("is recorded again after its state was lost, and not taken for the old one", async () => {
    emulator.push({ domain: "push.example.com", app: "live", stream: "s" });
    const highlight = { token: "HighlightRecord", name: "h", inputs: { streamName: "s", domainName: "push.example.com", duration: 60 } };
    await engine.up(highlight);
    const first = engine.state.get("h")?.id;
    engine.state.delete("h");
    engine.restart();
    await engine.up(highlight);
    expect(engine.state.get("h")?.id).toBe(first);
    engine.state.delete("h");
    emulator.clock.advance(3600);
    engine.restart();
    await engine.up(highlight);
    expect(engine.state.get("h")?.id).not.toBe(first);
  });
});
