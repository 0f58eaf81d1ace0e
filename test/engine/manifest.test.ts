import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openStack } from "./harness/index";
import { isClean } from "./support/output";
import { domain, openStage } from "./support/stage";

const RULES = ["{ template: archive }", "{ app: lessons, template: lecture }", "{ stream: backstage, template: norecord }"];

const manifest = (rules: readonly string[], templates = "") => `version: 1
templates:
  archive: { hlsParam: { storageTime: 2592000 } }
  lecture: { mp4Param: {} }
  norecord: {}
${templates}domains:
  ${domain}:
    record:
${rules.map((rule) => `      - ${rule}`).join("\n")}
`;

const program = `
  const live = require("pulumi-live-recording");
  const recording = new live.LiveRecording("season", { manifest: "liverec.yaml" });
  const archive = recording.resource(live.RecordTemplate, "archive");
  new live.RecordRule("by-program", { domainName: ${JSON.stringify(domain)}, appName: "extra", templateId: archive.id });
  exports.level = recording.resource(live.RecordRule, "${domain}/lessons/").level;
`;

describe("a manifest in a program", () => {
  it("declares ordinary resources below a component, beside those of the program; order in the file means nothing", async () => {
    await using stage = await openStage();
    await using stack = await openStack({ program, emulator: stage.emulator });
    const write = (text: string) => writeFile(join(stack.folder, "liverec.yaml"), text);
    await write(manifest(RULES));
    expect((await stack.preview()).changeSummary).toEqual({ create: 9 });
    expect((await stack.up()).summary).toMatchObject({ created: 9 });
    expect((await stack.outputs())["level"]).toBe("domain+app");
    expect((await stack.resources()).map(({ urn }) => urn.split("::").slice(2).join(" ")).sort()).toContain(
      `live-recording:index:LiveRecording$pulumi-nodejs:dynamic/live-recording:RecordRule season/${domain}/lessons/`,
    );
    expect(stage.emulator.state().record.rules).toHaveLength(4);

    await write(manifest([...RULES].reverse()));
    await stack.preview({ args: ["--expect-no-changes"] });
    await write(manifest(RULES).replace("storageTime: 2592000", "storageTime: 86400"));
    expect((await stack.up()).summary).toMatchObject({ updated: 1, created: 0, deleted: 0, replaced: 0 });
    expect((await stack.destroy()).summary).toMatchObject({ deleted: 9 });
    expect(stage.emulator.state().record.rules).toEqual([]);
  });

  it("tells mistakes with file, line and column, and without a stack", async () => {
    await using stack = await openStack({ program });
    await writeFile(join(stack.folder, "liverec.yaml"), manifest(["{ template: archve }"], "  wrong: { mp4Param: { storageTime: -1 } }\n"));
    const result = await stack.run(["preview"], { expectFailure: true });
    const said = result.stdout + result.stderr;
    expect(said).toContain("liverec.yaml:6:37: templates.wrong.mp4Param.storageTime: -1 is out of range; write 0 to 129600000 seconds");
    expect(said).toContain(
      `liverec.yaml:10:21: domains.${domain}.record[0].template: there is no RecordTemplate named archve; did you mean archive?`,
    );
    isClean(stack, result);
  });
});
