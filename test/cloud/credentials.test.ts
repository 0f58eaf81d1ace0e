import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { CredentialError, isLoopback, resolveConnection } from "../../provider/cloud/index";
import { canary } from "./server";

const pair = { TENCENTCLOUD_SECRET_ID: canary.id, TENCENTCLOUD_SECRET_KEY: canary.key };
const config = (values: Record<string, string>) => ({ get: (key: string) => values[key] });

describe("credentials", () => {
  it("that are missing are asked for by variable and key", () => {
    expect(() => resolveConnection(undefined, {})).toThrow(CredentialError);
    expect(() => resolveConnection(undefined, { TENCENTCLOUD_SECRET_ID: " " })).toThrow(
      /Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY.*tencentcloud:secretId/,
    );
  });

  it("that are half set name the missing half", () => {
    expect(() => resolveConnection(undefined, { TENCENTCLOUD_SECRET_ID: canary.id })).toThrow(/Set TENCENTCLOUD_SECRET_KEY as well/);
    expect(() => resolveConnection(undefined, { TENCENTCLOUD_SECRET_KEY: canary.key })).toThrow(/Set TENCENTCLOUD_SECRET_ID as well/);
    expect(() => resolveConnection(config({ "tencentcloud:secretId": canary.id }), {})).toThrow(/Set tencentcloud:secretKey with --secret/);
  });

  it("of the environment win, and never mix with configured ones", () => {
    const configured = config({
      "tencentcloud:secretId": "CFGID",
      "tencentcloud:secretKey": "CFGKEY",
      "tencentcloud:securityToken": "CFGTOKEN",
    });
    const request = { service: "live", host: "h", contentType: "c", body: "", timestamp: 1 } as const;
    expect(resolveConnection(configured, {}).authorize(request)).toMatchObject({ "x-tc-token": "CFGTOKEN" });
    const headers = resolveConnection(configured, pair).authorize(request);
    expect(headers["authorization"]).toContain(`Credential=${canary.id}/`);
    expect(headers).not.toHaveProperty("x-tc-token");
    expect(() => resolveConnection(configured, { TENCENTCLOUD_SECRET_ID: canary.id })).toThrow(/half a key/);
  });

  it("with a line break are refused without being shown", () => {
    const error = (() => {
      try {
        return resolveConnection(undefined, { ...pair, TENCENTCLOUD_SECRET_KEY: `${canary.key}\r\nx` });
      } catch (caught) {
        return caught;
      }
    })();
    expect(String(error)).toMatch(/TENCENTCLOUD_SECRET_KEY holds/);
    expect(inspect(error)).not.toContain(canary.key);
  });

  it("do not leak from the connection", () => {
    const connection = resolveConnection(undefined, { ...pair, TENCENTCLOUD_SECURITY_TOKEN: canary.token });
    const shown = [
      JSON.stringify(connection),
      inspect(connection, { depth: 9, showHidden: true }),
      String(connection),
      JSON.stringify({ ...connection }),
    ];
    for (const secret of Object.values(canary)) expect(shown.join()).not.toContain(secret);
    expect(inspect(connection)).toBe("Connection(https://live.tencentcloudapi.com, ap-guangzhou)");
  });
});

describe("the endpoint", () => {
  it.each([
    [{}, "https://vod.tencentcloudapi.com", "vod.tencentcloudapi.com"],
    [{ TENCENTCLOUD_DOMAIN: "intl.tencentcloudapi.com" }, "https://vod.intl.tencentcloudapi.com", "vod.intl.tencentcloudapi.com"],
    [{ TENCENTCLOUD_DOMAIN: "127.0.0.1:41234", TENCENTCLOUD_PROTOCOL: "http" }, "http://127.0.0.1:41234", "127.0.0.1:41234"],
    [{ TENCENTCLOUD_DOMAIN: "localhost:1", TENCENTCLOUD_PROTOCOL: "HTTP" }, "http://localhost:1", "localhost:1"],
    [{ TENCENTCLOUD_DOMAIN: "[::1]:80" }, "https://[::1]:80", "[::1]:80"],
    [{ TENCENTCLOUD_DOMAIN: "::1" }, "https://[::1]", "[::1]"],
  ])("of %j is %s", (env, origin, host) => {
    expect(resolveConnection(undefined, { ...pair, ...env }).endpoint("vod")).toEqual({ origin, host });
  });

  it.each([
    [{ TENCENTCLOUD_PROTOCOL: "HTTP" }, /Plain HTTP is allowed only to this machine/],
    [{ TENCENTCLOUD_PROTOCOL: "HTTP", TENCENTCLOUD_DOMAIN: "127.0.0.1.evil.example" }, /Plain HTTP/],
    [{ TENCENTCLOUD_PROTOCOL: "HTTP", TENCENTCLOUD_DOMAIN: "0.0.0.0:80" }, /Plain HTTP/],
    [{ TENCENTCLOUD_PROTOCOL: "FTP" }, /neither HTTPS nor HTTP/],
    [{ TENCENTCLOUD_DOMAIN: "https://tencentcloudapi.com" }, /not a host/],
    [{ TENCENTCLOUD_DOMAIN: "user@evil.example" }, /not a host/],
    [{ TENCENTCLOUD_DOMAIN: "a.example:99999" }, /not a host/],
    [{ TENCENTCLOUD_DOMAIN: "live.tencentcloudapi.com" }, /Leave the first label away: "tencentcloudapi.com"/],
    [{ TENCENTCLOUD_REGION: "Guangzhou!" }, /region/],
  ])("of %j is refused", (env, message) => {
    expect(() => resolveConnection(undefined, { ...pair, ...env })).toThrow(message);
  });

  it("is loopback by its address or the name localhost only", () => {
    expect(["127.0.0.1", "127.9.9.9:1", "localhost", "[::1]:5", "::1"].map(isLoopback)).toEqual([true, true, true, true, true]);
    expect(["127.1", "::ffff:127.0.0.1", "localhost.example", "10.0.0.1", "1.127.0.0"].map(isLoopback)).toEqual(Array(5).fill(false));
  });
});
