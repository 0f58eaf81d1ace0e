import fc from "fast-check";
import Sign from "tencentcloud-sdk-nodejs/tencentcloud/common/sign.js";
import { describe, expect, it } from "vitest";
import { signTc3 } from "../../provider/cloud/tc3";

describe("the TC3 signature", () => {
  it.each([
    {
      service: "live",
      contentType: "application/json",
      body: '{"TemplateId":1000}',
      bodyHash: "266f94dc2a39ec8b768b1f46a76b28ca4f7f511df35292c53becfb17e8ea81df",
      canonicalHash: "d1bde91aa4dc194321be832b866795e3fa0b3c152de3e739ce5326b55bbc7b93",
      signature: "fbb1d96a075cee2d35dbe2dceb72016f48bde7c5f41ae68160d74587f05e22ec",
    },
    {
      service: "vod",
      contentType: "application/json; charset=utf-8",
      body: "{}",
      bodyHash: "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
      canonicalHash: "7aac441261bf5d7cc57a034d23fa2915c11afd2ea4c7caf841555b613712e810",
      signature: "ad29e56241bc8c2fa40c6000a55105c2a11478972c20d5bd5937d6360f240dc0",
    },
  ] as const)("is the computed one for $service", ({ service, contentType, body, ...expected }) => {
    const host = `${service}.tencentcloudapi.com`;
    const signed = signTc3({ service, host, contentType, body, timestamp: 1700000000 }, "AKIDTEST", "SECRETTEST");
    expect(signed).toMatchObject(expected);
    expect(signed.authorization).toBe(
      `TC3-HMAC-SHA256 Credential=AKIDTEST/2023-11-14/${service}/tc3_request, SignedHeaders=content-type;host, Signature=${expected.signature}`,
    );
  });

  it("is the one that the vendor's own client computes, for any body and time", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.integer({ min: 0, max: 4_000_000_000 }), (payload, timestamp) => {
        const contentType = "application/json; charset=utf-8";
        const official: string = Sign.sign3({
          method: "POST",
          url: "https://live.tencentcloudapi.com/",
          payload,
          timestamp,
          service: "live",
          secretId: "id",
          secretKey: "key",
          headers: { "Content-Type": contentType },
          multipart: false,
          boundary: "",
        });
        const request = {
          service: "live",
          host: "live.tencentcloudapi.com",
          contentType,
          body: JSON.stringify(payload),
          timestamp,
        } as const;
        expect(signTc3(request, "id", "key").authorization).toBe(official);
      }),
      { numRuns: 200 },
    );
  });

  it("covers the port of the host that is sent", () => {
    const sign = (host: string): string =>
      signTc3({ service: "live", host, contentType: "application/json", body: "{}", timestamp: 1 }, "i", "k").signature;
    expect(sign("127.0.0.1:8787")).not.toBe(sign("127.0.0.1"));
  });
});
