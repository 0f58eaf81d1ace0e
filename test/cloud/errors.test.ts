import { describe, expect, it } from "vitest";
import { isThrottle, ServiceError } from "../../provider/cloud/errors";
import { isNotFound } from "../../provider/core/errors";

const error = (code: string): ServiceError => new ServiceError("Action", code, "text", "id");

describe("a condition is recognised under every prefix", () => {
  it.each([
    "InternalError.NotFound",
    "FailedOperation.NotFound",
    "InternalError.RuleNotFound",
    "InvalidParameter.ConfNotFound",
    "ResourceNotFound",
    "ResourceNotFound.TaskId",
  ])("%s is not found", (code) => expect(isNotFound(error(code))).toBe(true));
  it.each([
    "ResourceNotFound.FreezeService",
    "ResourceNotFound.StopService",
    "AuthFailure.SecretIdNotFound",
    "InternalError",
    "InvalidParameter.TaskId",
  ])("%s is not a missing object", (code) => expect(isNotFound(error(code))).toBe(false));
  it("a rate is not a quota", () => {
    expect(
      ["RequestLimitExceeded", "RequestLimitExceeded.IPLimitExceeded", "LimitExceeded.RateLimitExceeded"].map((code) =>
        isThrottle(error(code)),
      ),
    ).toEqual([true, true, true]);
    expect(["LimitExceeded.MaximumTask", "LimitExceeded"].map((code) => isThrottle(error(code)))).toEqual([false, false]);
  });
  it("and nothing else counts", () => {
    for (const other of [
      undefined,
      null,
      "NotFound",
      new Error("NotFound"),
      { kind: "service" },
      { kind: "service", code: 404 },
      { kind: "service", code: null },
      { kind: "transport", code: "NotFound" },
      { kind: "transport", code: "ResourceNotFound" },
      { kind: "transport", code: "RequestLimitExceeded" },
      { code: "RequestLimitExceeded" },
    ]) {
      expect([isNotFound(other), isThrottle(other)]).toEqual([false, false]);
    }
  });
});

describe("a hint", () => {
  it.each([
    ["AuthFailure.SecretIdNotFound", /TENCENTCLOUD_SECRET_ID/],
    ["AuthFailure.SignatureFailure", /TENCENTCLOUD_SECRET_KEY/],
    ["AuthFailure.TokenFailure", /TENCENTCLOUD_SECURITY_TOKEN/],
    ["AuthFailure.SomethingNew", /TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY/],
    ["AuthFailure.UnauthorizedOperation", /CAM/],
    ["UnauthorizedOperation.CamNoAuth", /CAM/],
    ["ResourceUnavailable.InvalidVodStatus", /Activate VOD/],
    ["ResourceUnavailable.StreamNotExist", /Start pushing/],
    ["InternalError.ConfOutLimit", /quota/],
    ["ResourceNotFound.FreezeService", /arrears/],
    ["UnsupportedRegion", /TENCENTCLOUD_REGION/],
  ])("for %s says what to do", (code, text) => {
    expect(error(code).hint).toMatch(text);
    expect(error(code).message).toMatch(text);
  });
  it("is left out where none is known", () => {
    expect(error("Unheard.Of").message).toBe("Action failed\n  code: Unheard.Of\n  message: text\n  RequestId: id");
  });
});
