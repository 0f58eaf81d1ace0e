import { describe, expect, it } from "vitest";
import { idIn, listIn, scrolled, textIn } from "../../provider/core/answer";
import type { Answer } from "../../provider/core/lifecycle";

const answer = (fields: object): Answer => ({ RequestId: "r", ...fields });

describe("an answer of the service", () => {
  it("with null or nothing for a list has an empty one", () => {
    expect(listIn("DescribeX", answer({ Rules: null }), "Rules")).toEqual([]);
    expect(listIn("DescribeX", answer({}), "Rules")).toEqual([]);
    expect(listIn("DescribeX", answer({ Rules: [{ a: 1 }] }), "Rules")).toEqual([{ a: 1 }]);
  });

  it.each([["a text"], [0], [{}], [["a", {}]], [[null]]])(
    "with %j for a list is not guessed at, and the message names action and field",
    (value) => {
      expect(() => listIn("DescribeX", answer({ Rules: value }), "Rules")).toThrow(
        /^DescribeX answered without Rules as a list of objects/,
      );
    },
  );

  it("has an id as number or text, and never an empty one", () => {
    expect([idIn("CreateX", answer({ Id: 5 }), "Id"), idIn("CreateX", answer({ Id: "18446744073709551615" }), "Id")]).toEqual([
      "5",
      "18446744073709551615",
    ]);
    for (const Id of ["", null, undefined, {}, true])
      expect(() => idIn("CreateX", answer({ Id }), "Id"), JSON.stringify(Id)).toThrow(/^CreateX answered without Id as an id/);
  });

  it("has a text, and an empty one is none", () => {
    expect([textIn(answer({ Url: "u" }), "Url"), textIn(answer({ Url: "" }), "Url"), textIn(answer({ Url: 1 }), "Url")]).toEqual([
      "u",
      undefined,
      undefined,
    ]);
  });

  it("that goes on on further pages is read to the end, each page by the token of the one before", async () => {
    const pages: Record<string, Answer> = {
      first: answer({ Tasks: [{ n: 1 }], ScrollToken: "second" }),
      second: answer({ Tasks: null, ScrollToken: "third" }),
      third: answer({ Tasks: [{ n: 3 }], ScrollToken: "" }),
    };
    const asked: object[] = [];
    const entries = await scrolled("DescribeX", "Tasks", async (token) => {
      asked.push(token);
      return pages[String(token["ScrollToken"] ?? "first")] ?? answer({});
    });
    expect([entries, asked]).toEqual([
      [{ n: 1 }, { n: 3 }],
      [{}, { ScrollToken: "second" }, { ScrollToken: "third" }],
    ]);
  });
});
