import { expect, test } from "vitest";
import { ACTIONS } from "../../emulator/actions/index";
import { ApiError } from "../../emulator/codes";
import type { Shape } from "../../emulator/parameters";

/** Codes of the gateway, which any action may answer (service facts 8.1) before it looks at values. */
const GATEWAY = ["InvalidParameter", "MissingParameter", "UnknownParameter"];

/** Parameters whose bad values have no code on the page of their action: the common one of the API. */
const NO_CODE_OF_THEIR_OWN: Readonly<Record<string, readonly string[]>> = {
  SearchMedia: [
    ...["Descriptions", "CreateTime", "ExpireTime", "StorageClasses", "MediaTypes", "Status", "ReviewResults"],
    ...["TrtcSdkAppIds", "TrtcRoomIds", "Filters", "Limit", "StreamDomains", "StreamPaths"],
  ],
  DeleteMedia: ["FileId", "SubAppId"],
  ModifyMediaInfo: ["FileId", "SubAppId", "ClearKeyFrameDescs", "ClearTags", "AddSubtitles", "ClearSubtitles"],
};

const long = "x".repeat(3000);
const subtitle = { Name: "s", Language: "zh", Format: "vtt", Content: "V0VCVlRU" };
const BAD: Readonly<Record<Shape["type"], readonly unknown[]>> = {
  string: ["", long, "?"],
  number: [-1, 1e15],
  boolean: [2, "x"],
  array: [
    Array(200).fill("x"),
    Array(200).fill(1),
    Array(200).fill(subtitle),
    [long],
    [""],
    [{}],
    [subtitle, { ...subtitle, Format: "srt" }],
  ],
  object: [{ After: "x" }, { Field: "Name", Order: "Asc" }, { Field: "CreateTime", Order: "asc" }, { Enable: 2 }, { Type: "x" }],
};

/** Good enough to get past what is required. */
function plausible(shape: Shape): unknown {
  if (shape.type === "array") return [];
  return { string: "2018-09-20T10:00:00Z", number: 1, boolean: true, object: {} }[shape.type];
}

/** The codes with which bad values of a parameter are refused. */
function refusals(action: string, parameter: string): Set<string> {
  const { parameters, prepare } = ACTIONS.get(action) ?? expect.fail(action);
  const required = Object.entries(parameters).filter(([, field]) => field.required);
  const good = Object.fromEntries(required.map(([name, { shape }]) => [name, plausible(shape)]));
  const codes = new Set<string>();
  for (const value of BAD[parameters[parameter]?.shape.type ?? "string"]) {
    try {
      prepare({ ...good, [parameter]: value }, false);
    } catch (error) {
      codes.add(error instanceof ApiError ? error.code : String(error));
    }
  }
  return codes;
}

const all = [...ACTIONS.values()].flatMap(({ name, parameters }) => Object.keys(parameters).map((parameter) => [name, parameter] as const));

test.each(all)("bad values of %s %s are refused with a code that its page lists, its own where there is one", (action, parameter) => {
  const listed = ACTIONS.get(action)?.codes ?? [];
  const own = `InvalidParameterValue.${parameter}`;
  const values = [...refusals(action, parameter)].filter((code) => !GATEWAY.includes(code));
  if (listed.includes(own)) expect(values.filter((code) => code !== own)).toEqual([]);
  else if (NO_CODE_OF_THEIR_OWN[action]?.includes(parameter)) expect(values).toEqual(["InvalidParameterValue"]);
  else expect(values.filter((code) => !listed.includes(code))).toEqual([]);
});

const texts = (count: number, length = 1): string[] => Array(count).fill("x".repeat(length));

test.each([
  ["FileIds", texts(11)],
  ["FileIds", texts(1, 41)],
  ["Names", texts(11)],
  ["NamePrefixes", texts(1, 101)],
  ["Tags", texts(17)],
  ["ClassIds", Array(11).fill(1)],
  ["SourceTypes", texts(11)],
  ["StreamIds", texts(11)],
  ["StorageRegions", texts(1, 21)],
  ["Text", "x".repeat(65)],
  ["Sort", { Field: "Name", Order: "Asc" }],
  ["Categories", ["Sound"]],
  ["SubAppId", -1],
  ["StartTime", "yesterday"],
  ["EndTime", "tomorrow"],
  ["Offset", -1],
])("SearchMedia refuses %s %j with the code of this parameter", (parameter, value) => {
  expect(() => ACTIONS.get("SearchMedia")?.prepare({ [parameter]: value }, false)).toThrow(
    expect.objectContaining({ code: `InvalidParameterValue.${parameter}` }),
  );
});
