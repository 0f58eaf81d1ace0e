import { describe, expect, it } from "vitest";
import { documentOf, refusalsOf, renderText } from "../../provider/preview/index";
import { planOfTexts } from "./goldens";

const P = "push.example.com";
const said = (before: string, after: string) =>
  planOfTexts(`version: 1\n${before}`, `version: 1\n${after}`).findings.flatMap(({ kind, risk, text }) =>
    kind === "takes-effect" ? [] : [`${risk}: ${text}`],
  );
const template = (more: string) => `templates: { t: ${more} }\ndomains: { ${P}: { record: [{ template: t }] } }\n`;
const shift = (more: string, rules = "{ template: s }") =>
  `timeShiftTemplates: { s: { duration: 86400${more} }, long: { duration: 259200 } }\ndomains: { ${P}: { timeShift: [${rules}] } }\n`;
const hooks = (more: string) => `callbackTemplates: { h: { ${more} } }\ndomains: { ${P}: { callbacks: [{ template: h }] } }\n`;
const WINDOW = "from 2026-12-20 10:00Z to 2026-12-20 11:00Z";
const timed = (more = "") =>
  `schedule: { cup: { using: CreateLiveRecord, stream: ${P}/cup/semi, start: "2026-12-20T10:00:00Z", end: "2026-12-20T11:00:00Z", storageTime: 60${more} } }\n`;

describe("a timed record", () => {
  it("of sound alone is said to lose the picture, whatever its format", () => {
    expect(said(timed(), timed(", recordType: audio"))).toEqual([
      `not-recorded: ${P}/cup/semi ${WINDOW} will be recorded with sound only: the picture is no longer recorded.`,
    ]);
    expect(said(timed(), timed(", fileFormat: aac"))[0]).toContain("with sound only");
    expect(said(timed(", recordType: audio"), timed())).toEqual([
      `none: ${P}/cup/semi ${WINDOW} will be recorded with picture, no longer with sound only.`,
    ]);
  });

  it("of the mix is said to lose the stream, unless a rule records that", () => {
    const loses = `${P}/cup/semi will have the output of a mix recorded ${WINDOW} by cup, and no longer the stream itself`;
    expect(said(timed(), timed(", mixStream: true"))).toEqual([`not-recorded: ${loses}.`]);
    const rules = template("{ hlsParam: { storageTime: 60 } }");
    expect(said(timed() + rules, timed(", mixStream: true") + rules)).toEqual([`none: ${loses}; its rule still records it.`]);
    expect(said(timed(", mixStream: true"), timed())).toEqual([
      `not-recorded: ${P}/cup/semi will have the stream itself recorded ${WINDOW} by cup, and no longer the output of a mix.`,
    ]);
  });

  it("passes no valve with either", () => {
    for (const more of [", recordType: audio", ", mixStream: true"]) {
      const plan = planOfTexts(`version: 1\n${timed()}`, `version: 1\n${timed(more)}`);
      expect(refusalsOf(plan, { forbid: ["not-recorded"], allow: [] })).toHaveLength(1);
    }
  });
});

describe("a field that moves no file", () => {
  it("of a record template is told with the files", () => {
    const every = `none: Every stream of ${P} will have HLS files`;
    const plain = template("{ hlsParam: {} }");
    const flow = (name: string) => template(`{ hlsParam: { procedure: ${name} } }`);
    expect(said(plain, flow("cut"))).toEqual([`${every} on which VOD starts cut.`]);
    expect(said(flow("cut"), flow("trim"))).toEqual([`${every} on which VOD starts trim instead of cut.`]);
    expect(said(flow("cut"), plain)).toEqual([`${every} on which VOD no longer starts cut.`]);
    const clean = template("{ hlsParam: {}, removeWatermark: true }");
    expect(said(plain, clean)).toEqual([`${every} of the original stream, without watermark.`]);
    expect(said(clean, plain)).toEqual([`${every} of the watermarked or transcoded stream instead of the original.`]);
    const slow = template("{ hlsParam: {}, isDelayLive: true }");
    expect(said(plain, slow)).toContain(`${every} of slow live instead of the live stream.`);
    expect(said(slow, plain)).toContain(`${every} of the live stream instead of slow live.`);
  });

  it("of a time-shift template is told with what is shifted", () => {
    expect(said(shift(""), shift(", area: Overseas"))).toEqual([
      `clips: Every stream of ${P} will have its time shift in area Overseas instead of Mainland, so streams of Mainland are no longer shifted.`,
    ]);
    expect(said(shift(""), shift(", itemDuration: 10, removeWatermark: true"))).toEqual([
      `none: Every stream of ${P} will have its time shift in segments of 10 s instead of 5 s and of the original stream, without watermark.`,
    ]);
  });

  it("of a callback template is told with what is reported", () => {
    const key = "callbackKey: { env: OLD_KEY }";
    const at = (url: string, more = key) => hooks(`recordExceptionNotifyUrl: "${url}", ${more}`);
    const [here, there] = ["https://a.example.com/f", "https://b.example.com/f"];
    expect(said(at(here), at(there))).toEqual([`none: ${P}/live will report failed recordings to b.example.com instead of a.example.com.`]);
    expect(said(at(here), at(`${here}/2`))).toEqual([`none: ${P}/live will report failed recordings to ${here}/2 instead of ${here}.`]);
  });
});

describe("time shift", () => {
  it("speaks of the other streams where a narrower rule stays", () => {
    const [before, after] = ["s", "long"].map((name) => shift("", `{ template: ${name} }, { app: news, template: s }`));
    expect(said(before ?? "", after ?? "")).toEqual([
      `none: Every other stream of ${P} will have a time shift of 3 days instead of 1 day.`,
    ]);
  });
});

describe("the source of a key", () => {
  const hook = (variable: string) => hooks(`recordNotifyUrl: "https://a.example.com/", callbackKey: { env: ${variable} }`);

  it("is a change, and named, though the key is not known", () => {
    const plan = planOfTexts(`version: 1\n${hook("OLD_KEY")}`, `version: 1\n${hook("NEW_KEY")}`);
    const text = renderText(documentOf(plan), { width: 300 });
    expect(text).toContain(
      `${P}/live will sign what it reports with the key in NEW_KEY instead of the one in OLD_KEY: who checks signatures must know that one.`,
    );
    expect(text).toContain("callbackKey: [secret in OLD_KEY] → [secret in NEW_KEY]");
    expect(said(hook("OLD_KEY"), hook("OLD_KEY"))).toEqual([]);
  });

  it("is told for the events of VOD", () => {
    const events = (variable: string) =>
      `vodEvents: { main: { mode: PUSH, notificationUrl: "https://a.example.com/", signKey: { env: ${variable} } } }\n`;
    expect(said(events("OLD_KEY"), events("NEW_KEY"))).toEqual([
      "none: The VOD application (the main one) will sign what it reports with the key in NEW_KEY instead of the one in OLD_KEY: who checks signatures must know that one.",
    ]);
  });
});
