import { describe, expect, it } from "vitest";
import { check } from "../../provider/core/check";
import { UNKNOWN } from "../../provider/core/unknown";
import { kinds } from "../../provider/resources/index";

/** What is said of fields together, as `path: message`, by the level at which it is said. */
function said(token: string, inputs: object): { readonly failures: string[]; readonly warnings: string[] } {
  const kind = kinds.get(token);
  if (kind === undefined) throw new Error(`no kind ${token}`);
  const { failures, warnings } = check(kind, { ...inputs }, {});
  const words = (all: typeof failures) => all.map(({ path, message }) => `${path}: ${message}`);
  return { failures: words(failures), warnings: words(warnings) };
}

const NOTHING = { failures: [], warnings: [] };

describe("a record template", () => {
  const template = (inputs: object) => said("RecordTemplate", inputs);
  const bucket = { cosBucketName: "b-1250000000", cosBucketRegion: "ap-guangzhou", cosBucketPath: "/live" };

  it("is warned of a continuation that has no HLS file to join, and only of that", () => {
    const continuation = (flowContinueDuration: unknown, formats: object) =>
      template({ ...formats, hlsSpecialParam: { flowContinueDuration } });
    const none = "hlsSpecialParam.flowContinueDuration: continuation joins HLS files only, and this template makes none";
    for (const formats of [{}, { mp4Param: {} }, { hlsParam: { enable: false }, mp4Param: {} }])
      expect(continuation(300, formats), JSON.stringify(formats)).toEqual({ failures: [], warnings: [none] });
    for (const formats of [{ hlsParam: {} }, { hlsParam: { enable: true } }])
      expect(continuation(300, formats), JSON.stringify(formats)).toEqual(NOTHING);
    expect(continuation(0, { mp4Param: {} })).toEqual(NOTHING);
    expect(continuation(UNKNOWN, { mp4Param: {} })).toEqual(NOTHING);
  });

  it("that stores to COS names the formats whose bucket is not whole, and none that are switched off", () => {
    const lacking = (formats: string) => ({
      failures: [`cosStore: storing to COS needs cosBucketName, cosBucketRegion and cosBucketPath in ${formats}`],
      warnings: [],
    });
    expect(template({ cosStore: true, hlsParam: bucket, mp4Param: { ...bucket, cosBucketPath: undefined } })).toEqual(lacking("mp4Param"));
    expect(template({ cosStore: true, hlsParam: {}, mp4Param: { cosBucketName: "b" } })).toEqual(lacking("hlsParam, mp4Param"));
    expect(template({ cosStore: true, hlsParam: bucket, mp4Param: { enable: false } })).toEqual(NOTHING);
    expect(template({ cosStore: true, hlsParam: { ...bucket, cosBucketName: UNKNOWN } })).toEqual(NOTHING);
    expect(template({ hlsParam: {} })).toEqual(NOTHING);
  });
});

describe("a callback template", () => {
  const URL = "https://hooks.example.com/x";
  const template = (inputs: object) => said("CallbackTemplate", inputs);

  it("is warned of levels that nothing is sent for, and only of those", () => {
    const none = "recordExceptionLevels: has no effect without recordExceptionNotifyUrl";
    expect(template({ recordNotifyUrl: URL, recordExceptionLevels: ["error"] })).toEqual({ failures: [], warnings: [none] });
    expect(template({ recordExceptionNotifyUrl: URL, recordExceptionLevels: ["error"] })).toEqual(NOTHING);
    expect(template({ recordNotifyUrl: URL })).toEqual(NOTHING);
    expect(template({ recordExceptionNotifyUrl: URL })).toEqual(NOTHING);
    expect(template({ recordNotifyUrl: URL, recordExceptionNotifyUrl: UNKNOWN, recordExceptionLevels: ["error"] })).toEqual(NOTHING);
  });

  it("needs some URL, whichever it is, and one that is not known yet will do", () => {
    expect(template({ snapshotNotifyUrl: URL })).toEqual(NOTHING);
    expect(template({ snapshotNotifyUrl: UNKNOWN })).toEqual(NOTHING);
    expect(template({}).failures).toEqual([expect.stringMatching(/^: at least one URL is needed/)]);
  });
});

describe("a time-shift template", () => {
  it("has transcoded streams or the original one without watermark, not both", () => {
    const template = (inputs: object) => said("TimeShiftTemplate", { duration: 604_800, ...inputs });
    expect(template({ removeWatermark: true, transcodeTemplateIds: ["1"] }).failures).toEqual([
      "transcodeTemplateIds: the original stream (removeWatermark: true) has no transcoded streams; leave one of the two out",
    ]);
    for (const inputs of [{ removeWatermark: true }, { transcodeTemplateIds: ["1"] }, { removeWatermark: true, transcodeTemplateIds: [] }])
      expect(template(inputs), JSON.stringify(inputs)).toEqual(NOTHING);
  });
});
