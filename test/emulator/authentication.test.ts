import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { canonicalRequest, parseAuthorization, SigningKeys, scopeDate, sha256 } from "../../emulator/tc3";
import { call, send, signedHeaders } from "./client";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    now: "2018-09-11T00:00:00Z",
    freeze: true,
    credentials: [
      { secretId: "AKIDEMULATOR", secretKey: "emulator-secret" },
      { secretId: "AKIDTEMP", secretKey: "temporary", token: "session" },
    ],
  });
});
afterAll(() => emulator.close());

const codeOf = (text: string): string => JSON.parse(text).Response.Error?.Code ?? "OK";

describe("the verified vectors of TC3", () => {
  test.each([
    {
      service: "live",
      type: "application/json",
      body: '{"TemplateId":1000}',
      bodyHash: "266f94dc2a39ec8b768b1f46a76b28ca4f7f511df35292c53becfb17e8ea81df",
      canonical: "d1bde91aa4dc194321be832b866795e3fa0b3c152de3e739ce5326b55bbc7b93",
      signature: "fbb1d96a075cee2d35dbe2dceb72016f48bde7c5f41ae68160d74587f05e22ec",
    },
    {
      service: "vod",
      type: "application/json; charset=utf-8",
      body: "{}",
      bodyHash: "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
      canonical: "7aac441261bf5d7cc57a034d23fa2915c11afd2ea4c7caf841555b613712e810",
      signature: "ad29e56241bc8c2fa40c6000a55105c2a11478972c20d5bd5937d6360f240dc0",
    },
  ])("for $service", ({ service, type, body, bodyHash, canonical, signature }) => {
    const signed = {
      method: "POST",
      query: "",
      headers: new Map([
        ["content-type", type],
        ["host", `${service}.tencentcloudapi.com`],
      ]),
      signedHeaders: ["content-type", "host"],
      payload: body,
      timestamp: 1700000000,
      date: scopeDate(1700000000),
      service,
    };
    expect(sha256(body)).toBe(bodyHash);
    expect(sha256(canonicalRequest(signed))).toBe(canonical);
    expect(new SigningKeys().sign("SECRETTEST", signed)).toBe(signature);
  });
});

describe("who may call", () => {
  test("a signed call is answered with HTTP 200, a request id and the account's time", async () => {
    const answer = await call(emulator, "DescribeLiveRecordRules");
    expect(answer.status).toBe(200);
    expect(answer.response).toEqual({ Rules: [], RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(answer.headers["date"]).toBe("Tue, 11 Sep 2018 00:00:00 GMT");
  });

  test("an unsigned request gets an error in the envelope, with the Date to read the clock from", async () => {
    const answer = await send(emulator, "POST", "/", { "Content-Type": "application/json" }, "{}");
    expect(answer.status).toBe(200);
    expect(codeOf(answer.text)).toBe("MissingParameter");
    expect(answer.headers["date"]).toBe("Tue, 11 Sep 2018 00:00:00 GMT");
  });

  test.each([
    ["a wrong key", { secretKey: "wrong" }, "AuthFailure.SignatureFailure"],
    ["an unknown id", { secretId: "AKIDNOBODY" }, "AuthFailure.SecretIdNotFound"],
    ["a clock six minutes ahead of the machine's", { timestamp: Math.floor(Date.now() / 1000) + 360 }, "AuthFailure.SignatureExpire"],
    ["a clock six minutes behind the account's", { timestamp: Date.parse("2018-09-10T23:54:00Z") / 1000 }, "AuthFailure.SignatureExpire"],
    ["a clock four minutes off the account's", { timestamp: Date.parse("2018-09-10T23:56:00Z") / 1000 }, "OK"],
    ["a clock four minutes off the machine's", { timestamp: Math.floor(Date.now() / 1000) - 240 }, "OK"],
    ["a malformed Authorization", { headers: { Authorization: "TC3-HMAC-SHA256 Credential=x" } }, "AuthFailure.InvalidAuthorization"],
    ["a token with a permanent key", { headers: { "X-TC-Token": "x" } }, "AuthFailure.TokenFailure"],
    ["a temporary key without its token", { secretId: "AKIDTEMP", secretKey: "temporary" }, "AuthFailure.TokenFailure"],
    ["a temporary key with its token", { secretId: "AKIDTEMP", secretKey: "temporary", headers: { "X-TC-Token": "session" } }, "OK"],
    ["a wrong version", { version: "2017-01-01" }, "NoSuchVersion"],
    ["a timestamp that is no number", { headers: { "X-TC-Timestamp": "now" } }, "InvalidParameterValue"],
    ["a body that is no JSON", { body: "{" }, "InvalidParameter"],
    ["a body that is no object", { body: "[]" }, "InvalidParameter"],
    ["another content type", { headers: { "Content-Type": "text/plain" } }, "UnsupportedProtocol"],
  ])("%s", async (_, options, code) => {
    expect((await call(emulator, "DescribeLiveRecordRules", {}, options)).code).toBe(code);
  });

  test.each(["X-TC-Action", "X-TC-Version", "X-TC-Timestamp", "Authorization"])("without %s a parameter is missing", async (name) => {
    const headers = signedHeaders(emulator, "DescribeLiveRecordRules", "{}");
    delete headers[name];
    expect(codeOf((await send(emulator, "POST", "/", headers, "{}")).text)).toBe("MissingParameter");
  });

  test("a body that was changed after signing fails", async () => {
    const headers = signedHeaders(emulator, "DeleteLiveRecordTemplate", '{"TemplateId":1}');
    expect(codeOf((await send(emulator, "POST", "/", headers, '{"TemplateId":2}')).text)).toBe("AuthFailure.SignatureFailure");
  });

  test("an unknown action is told after authentication, and so is one of the other product", async () => {
    expect((await call(emulator, "DescribeNothing")).code).toBe("InvalidAction");
    expect((await call(emulator, "DescribeNothing", {}, { secretKey: "wrong" })).code).toBe("AuthFailure.SignatureFailure");
    const host = `live.example.test:${emulator.port}`;
    const headers = signedHeaders(emulator, "DescribeLiveRecordRules", "{}", { host });
    const other = { ...headers, Authorization: signedHeaders(emulator, "DeleteMedia", "{}", { host }).Authorization ?? "" };
    expect(codeOf((await send(emulator, "POST", "/", other, "{}")).text)).toBe("AuthFailure.InvalidAuthorization");
    expect(codeOf((await send(emulator, "POST", "/", headers, "{}")).text)).toBe("OK");
  });
});

describe("the older ways of asking", () => {
  const legacy = (method: string, algorithm: string, params: Record<string, string>): string => {
    const all: Record<string, string> = {
      Version: "2018-08-01",
      Timestamp: String(Math.floor(Date.now() / 1000)),
      Nonce: "7",
      SecretId: "AKIDEMULATOR",
      SignatureMethod: algorithm,
      ...params,
    };
    const text = `${method}127.0.0.1:${emulator.port}/?${Object.keys(all)
      .sort()
      .map((name) => `${name}=${all[name]}`)
      .join("&")}`;
    const signature = createHmac(algorithm === "HmacSHA1" ? "sha1" : "sha256", "emulator-secret")
      .update(text)
      .digest("base64");
    return new URLSearchParams({ ...all, Signature: signature }).toString();
  };

  test.each(["HmacSHA1", "HmacSHA256"])("GET with %s and flat parameters works", async (algorithm) => {
    const query = legacy("GET", algorithm, { Action: "CreateLiveRecordTemplate", TemplateName: `by-${algorithm}`, "HlsParam.Enable": "1" });
    const answer = await send(emulator, "GET", `/?${query}`, {});
    expect(codeOf(answer.text)).toBe("OK");
    const { Templates } = (await call(emulator, "DescribeLiveRecordTemplates")).response;
    expect(Templates.at(-1)).toMatchObject({ TemplateName: `by-${algorithm}`, HlsParam: { Enable: 1 } });
  });

  test("a form that is posted works, and a wrong signature does not", async () => {
    const body = legacy("POST", "HmacSHA256", { Action: "DescribeLiveRecordRules" });
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    expect(codeOf((await send(emulator, "POST", "/", headers, body)).text)).toBe("OK");
    expect(codeOf((await send(emulator, "POST", "/", headers, body.replace("Nonce=7", "Nonce=8"))).text)).toBe(
      "AuthFailure.SignatureFailure",
    );
  });
});

describe("what may be signed", () => {
  const signed = (extra: Record<string, string>, payload: string, list: readonly string[]): Record<string, string> => {
    const timestamp = Math.floor(Date.now() / 1000);
    const date = scopeDate(timestamp);
    const headers: Record<string, string> = {
      "content-type": "application/json",
      host: `127.0.0.1:${emulator.port}`,
      "x-tc-action": "DescribeLiveRecordRules",
      "x-tc-version": "2018-08-01",
      "x-tc-timestamp": String(timestamp),
      ...extra,
    };
    const signature = new SigningKeys().sign("emulator-secret", {
      method: "POST",
      query: "",
      headers: new Map(Object.entries(headers)),
      signedHeaders: list,
      payload,
      timestamp,
      date,
      service: "live",
    });
    const scope = `AKIDEMULATOR/${date}/live/tc3_request`;
    return { ...headers, authorization: `TC3-HMAC-SHA256 Credential=${scope}, SignedHeaders=${list.join(";")}, Signature=${signature}` };
  };

  test("more headers, in lower case", async () => {
    const headers = signed({}, "{}", ["content-type", "host", "x-tc-action", "x-tc-timestamp"]);
    expect(codeOf((await send(emulator, "POST", "/", headers, "{}")).text)).toBe("OK");
    expect(codeOf((await send(emulator, "POST", "/", { ...headers, "x-tc-action": "DescribeLiveRecordTemplates" }, "{}")).text)).toBe(
      "AuthFailure.SignatureFailure",
    );
  });

  test("no payload, where the header says so", async () => {
    const list = ["content-type", "host"];
    const headers = signed({ "x-tc-content-sha256": "UNSIGNED-PAYLOAD" }, "UNSIGNED-PAYLOAD", list);
    expect(codeOf((await send(emulator, "POST", "/", headers, "{}")).text)).toBe("OK");
    expect(codeOf((await send(emulator, "POST", "/", signed({}, "UNSIGNED-PAYLOAD", list), "{}")).text)).toBe(
      "AuthFailure.SignatureFailure",
    );
  });

  test("host and content type always are", () => {
    const header = `TC3-HMAC-SHA256 Credential=A/2018-01-01/live/tc3_request, SignedHeaders=content-type;host, Signature=${"0".repeat(64)}`;
    expect(parseAuthorization(header)).toMatchObject({ secretId: "A", service: "live" });
    expect(parseAuthorization(header.replace("content-type;host", "host"))).toBeUndefined();
  });
});
