import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnswer } from "../../provider/cloud/envelope";
import { AnswerError, ServiceError } from "../../provider/cloud/index";
import { canonicalJson, encodeJson, integer, JsonError, parseJson } from "../../provider/cloud/json";

const read = (body: string, status = 200, contentType: string | undefined = "application/json") =>
  readAnswer("Action", { status, contentType, date: undefined, body }, (text) => text);

describe("JSON", () => {
  it("keeps every digit of an integer, whatever its size", () => {
    fc.assert(
      fc.property(fc.bigInt(), (value) => {
        const back = parseJson(encodeJson({ TaskId: value }));
        const expected = Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
        expect(back).toEqual({ TaskId: expected });
        expect(BigInt(integer(value.toString()))).toBe(value);
      }),
    );
    expect(parseJson('[9007199254740993, 1.5, -0.25, 1e3, "9007199254740993"]')).toEqual([
      "9007199254740993",
      1.5,
      -0.25,
      1000,
      "9007199254740993",
    ]);
  });

  it("sends an id that is kept as text as an integer", () => {
    expect(encodeJson({ TaskId: integer("18446744073709551615"), Other: integer("12") })).toBe(
      '{"TaskId":18446744073709551615,"Other":12}',
    );
    expect(() => integer("12a")).toThrow(JsonError);
    expect(() => encodeJson({ a: Number.NaN })).toThrow(/"a" is not a number/);
  });

  it("pollutes no prototype", () => {
    const value = parseJson('{"__proto__":{"bad":1},"\\u005f_proto__":{"bad":1},"a":{"constructor":{"prototype":{"bad":1}}}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value as object)).toEqual(["a"]);
    expect(({} as Record<string, unknown>)["bad"]).toBeUndefined();
  });

  it.each(["[", '{"a":'])("nested 100 000 deep by %s is refused, not a crash", (open) => {
    expect(() => parseJson(open.repeat(100_000))).toThrow(/nested deeper/);
  });

  it("does not count brackets in strings", () => {
    expect(parseJson(JSON.stringify({ a: `${"[".repeat(500)}\\"{` }))).toEqual({ a: `${"[".repeat(500)}\\"{` });
  });

  it("is the same text for the same value in another order", () => {
    expect(canonicalJson({ b: [{ y: 1, x: 2 }], a: 1 })).toBe(canonicalJson({ a: 1, b: [{ x: 2, y: 1 }] }));
  });
});

describe("an answer", () => {
  it("of any bytes is an answer or a typed error", () => {
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify({ Response: value })),
      fc.jsonValue().map((value) => JSON.stringify({ Response: { Error: value } })),
      fc.tuple(fc.json(), fc.nat(40)).map(([text, cut]) => `{"Response":{"a":${text}`.slice(0, cut)),
    );
    fc.assert(
      fc.property(
        body,
        fc.constantFrom(200, 200, 404, 502),
        fc.constantFrom("application/json", "text/html", undefined),
        (text, status, type) => {
          try {
            const answer = read(text, status, type);
            expect(typeof answer).toBe("object");
          } catch (error) {
            expect(error).toHaveProperty("kind", expect.stringMatching(/^(service|transport|answer)$/));
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each([
    ["HTML", "<html>", "text/html"],
    ["cut JSON", '{"Response":', "application/json"],
    ["no Response", "{}", "application/json"],
    ["a Response that is a list", '{"Response":[]}', "application/json"],
    ["an Error without a code", '{"Response":{"Error":{}}}', "application/json"],
    ["a number", "7", "application/json"],
    ["nothing", "", "application/json"],
  ])("that is %s is refused as uncertain", (_, body, type) => {
    expect(() => read(body, 200, type)).toThrow(AnswerError);
    expect(() => read(body, 200, type)).toThrow(/uncertain/);
  });

  it("in the API's old form of an error is a service error", () => {
    expect(() => read('{"code":4100,"message":"auth","codeDesc":"AuthFailure"}')).toThrow(ServiceError);
    expect(() => read('{"code":4100,"message":"auth","codeDesc":"AuthFailure"}')).toThrow(/code: AuthFailure/);
  });

  it("cannot forge lines or speak to the terminal", () => {
    const body = JSON.stringify({ Response: { Error: { Code: "A", Message: "x\n  RequestId: forged\u001b[2J" }, RequestId: "true" } });
    expect(() => read(body)).toThrow("Action failed\n  code: A\n  message: x   RequestId: forged [2J\n  RequestId: true");
  });
});
