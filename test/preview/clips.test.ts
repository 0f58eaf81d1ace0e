import { describe, expect, it } from "vitest";
import { keyOf } from "../../provider/configuration/index";
import type { Props } from "../../provider/core/schema";
import { type Plan, planOfEngine, planOfManifests, refusalsOf } from "../../provider/preview/index";
import { compareConfigurations } from "../../provider/recording/changes";
import { kinds } from "../../provider/resources/index";
import { NOW, planOfTexts } from "./goldens";
import { another } from "./other-values";

const kind = kinds.get("Clip");
if (kind === undefined) throw new Error("no clips");
const persisted = { streamId: "final", startTime: "2026-11-20T19:20:00Z", endTime: "2026-11-20T19:40:00Z", isPersistence: true };
const resource = (inputs: Props, name = "opening") => ({ kind, name, key: keyOf("Clip", name), inputs, references: new Map() });
const planOfInputs = (before: Props, after: Props) => planOfManifests([resource(before)], [resource(after)], { now: NOW });
const lost = ({ findings }: Plan) => findings.filter(({ risk }) => risk === "data-loss").map(({ text }) => text);

const clips = (more: string, start = "2026-11-20T20:20") =>
  `version: 1\ntimeZone: Europe/Berlin\nclips: { opening: { stream: push.example.com/live/derby, start: ${start}, end: 2026-11-20T20:40${more} } }\n`;
const said = (before: string, after: string) => planOfTexts(before, after).findings.map(({ text }) => text);

describe("a persisted clip that is made anew", () => {
  it.each(kind.replaceFields)("for another %s is told as data loss", (name) => {
    const field = kind.inputs.properties[name];
    if (field === undefined) throw new Error(name);
    const said: Props = { ...persisted };
    const other: Props = { ...persisted, [name]: another(field, said[name]) };
    for (const plan of [planOfInputs(persisted, other), planOfInputs(other, { ...other, [name]: another(field, other[name]) })]) {
      expect(plan.changes.map(({ operation }) => operation)).toEqual(["replace"]);
      // What was not persisted in the first place has no media of its own.
      const media = plan.before.clips[0]?.isPersistence ? 1 : 0;
      expect(lost(plan)).toHaveLength(media);
      // The model sees it without being told what is made anew.
      const seen = compareConfigurations(plan.before, plan.after);
      expect(seen.filter(({ kind }) => kind === "media-deleted")).toHaveLength(media);
    }
  });

  it("because the engine was told so loses its media as well, though nothing of it differs", () => {
    const urn = "urn:pulumi:dev::shop::live-recording:index:Clip::opening";
    const state = { urn, type: "live-recording:index:Clip", custom: true, id: "f1", inputs: persisted, outputs: persisted };
    const preview = { steps: [{ op: "replace", urn, oldState: state, newState: state }] };
    const plan = planOfEngine(preview, { deployment: { resources: [state] } }, kinds, { now: NOW });
    expect(plan.changes.map(({ operation }) => operation)).toEqual(["replace"]);
    expect(lost(plan)).toHaveLength(1);
  });

  it("is not told where only a derived name is another", () => {
    const named = (digits: string) => ({ ...persisted, sourceContext: `opening-0123abcd-${digits}` });
    expect(planOfInputs(named("00000a"), named("00000b")).findings).toEqual([]);
    expect(lost(planOfInputs(named("00000a"), { ...persisted, sourceContext: "mine" }))).toHaveLength(1);
  });

  it("counts as a deletion, and one that has no media does not", () => {
    const refused = (plan: Plan) => refusalsOf(plan, { forbid: [], allow: [], maxDeletions: 0 });
    const context = { sourceContext: "x" };
    expect(refused(planOfInputs(persisted, { ...persisted, ...context }))).toEqual([
      {
        valve: "--max-deletions 0",
        text: "1 resource would be deleted, and at most 0 may be: Clip opening (made anew without its media).",
        lift: "--max-deletions 1",
      },
    ]);
    expect(refused(planOfInputs({ ...persisted, isPersistence: false }, persisted))).toEqual([]);
    expect(refused(planOfInputs(persisted, { ...persisted, tags: ["a"] }))).toEqual([]);
  });
});

describe("a clip", () => {
  it("that is gone loses its media, also where another of its name stays", () => {
    const twin = (path: string, start: string) => ({ ...resource({ ...persisted, startTime: start }), key: `urn::${path}$Clip::opening` });
    const [a, b] = [twin("a", "2026-11-20T19:20:00Z"), twin("b", "2026-11-20T19:20:00Z")];
    expect(lost(planOfManifests([a, b], [b], { now: NOW }))).toHaveLength(1);
    expect(planOfManifests([a, b], [b, a], { now: NOW }).findings).toEqual([]);
  });

  it("without a file of its own is said to be cut anew, and how the old one ends", () => {
    expect(said(clips(""), clips("", "2026-11-20T20:25"))).toEqual([
      "The clip opening of derby (2026-11-20 20:20 to 2026-11-20 20:40) will be cut anew, from 2026-11-20 20:25 to 2026-11-20 20:40, which needs the time-shift data to be there still; the old playlist ends with the recording under it.",
    ]);
  });

  it("with the same times in another zone is told with the zone, and its fields as moments", () => {
    const elsewhere = clips("").replace("Europe/Berlin", "Asia/Shanghai");
    expect(said(clips(""), elsewhere)[0]).toContain("cut anew, from 2026-11-20 20:20 to 2026-11-20 20:40 (Asia/Shanghai), which");
    expect(planOfTexts(clips(""), elsewhere).changes[0]?.fields[0]).toMatchObject({
      ...{ path: "startTime", before: "2026-11-20T19:20:00Z", after: "2026-11-20T12:20:00Z" },
    });
  });

  it("that is no longer persisted is said to end with its recording", () => {
    expect(said(clips(", isPersistence: true"), clips(""))).toEqual([
      "The clip opening of derby (2026-11-20 20:20 to 2026-11-20 20:40) will be deleted for good, with its media, and a new one will be cut, which needs the time-shift data to be there still; the new one is only a playlist that ends with the recording under it.",
    ]);
  });

  it("is told with its times in one form", () => {
    expect(said("version: 1\n", clips(""))).toEqual([
      "The clip opening of derby will be cut from 2026-11-20 20:20 to 2026-11-20 20:40: a playlist that ends with the recording under it.",
    ]);
  });
});
