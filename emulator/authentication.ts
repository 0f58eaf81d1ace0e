import { createHmac } from "node:crypto";
import type { Service } from "./action";
import { fail } from "./codes";
import type { ApiRequest, WireRequest } from "./request";
import { parseAuthorization, SigningKeys, sameSignature } from "./tc3";

/** A key pair that the emulator accepts; `token` is the one that temporary keys come with. */
export interface Credential {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string;
}

const TOLERANCE_MS = 5 * 60 * 1000;

/** Checks who a request comes from, and which product it is for. */
export class Authentication {
  readonly #keys = new SigningKeys();
  readonly #credentials: ReadonlyMap<string, Credential>;

  constructor(credentials: readonly Credential[]) {
    this.#credentials = new Map(credentials.map((one) => [one.secretId, one]));
  }

  /**
   * Verifies a request and returns its product. `now` is the account's time; a timestamp near it or near the machine's own is fresh,
   * because a client may not know that the account lives in another year.
   */
  verify(wire: WireRequest, request: ApiRequest, hosted: Service | undefined, now: number): Service {
    const service = request.legacy === undefined ? this.#tc3(wire, request, hosted, now) : this.#v1(wire, request, request.legacy, now);
    return hosted ?? service;
  }

  #tc3(wire: WireRequest, request: ApiRequest, hosted: Service | undefined, now: number): Service {
    const header = wire.headers.get("authorization");
    if (header === undefined) fail("MissingParameter", "The request is missing a required parameter `Authorization`.");
    const authorization = parseAuthorization(header) ?? fail("AuthFailure.InvalidAuthorization");
    if (hosted !== undefined && isService(authorization.service) && authorization.service !== hosted) {
      fail("AuthFailure.InvalidAuthorization", `The credential is for the service ${authorization.service}, the host for ${hosted}.`);
    }
    checkTime(request.timestamp, now);
    const credential = this.#credential(authorization.secretId, request.token);
    const unsigned = wire.headers.get("x-tc-content-sha256") === "UNSIGNED-PAYLOAD";
    const signs = (headers: ReadonlyMap<string, string>): boolean =>
      sameSignature(
        authorization.signature,
        this.#keys.sign(credential.secretKey, {
          method: wire.method,
          query: wire.query,
          headers,
          signedHeaders: authorization.signedHeaders,
          payload: unsigned ? "UNSIGNED-PAYLOAD" : wire.body,
          timestamp: request.timestamp,
          date: authorization.date,
          service: authorization.service,
        }),
      );
    if (new Date(request.timestamp * 1000).toISOString().slice(0, 10) !== authorization.date) fail("AuthFailure.SignatureFailure");
    // The official Node client signs the host without the port that it sends.
    if (!signs(wire.headers) && !signs(withoutPort(wire.headers))) fail("AuthFailure.SignatureFailure");
    return isService(authorization.service) ? authorization.service : byVersion(request.version);
  }

  #v1(wire: WireRequest, request: ApiRequest, all: Readonly<Record<string, string>>, now: number): Service {
    checkTime(request.timestamp, now);
    const credential = this.#credential(all["SecretId"] ?? "", request.token);
    const method = all["SignatureMethod"] ?? "HmacSHA1";
    if (method !== "HmacSHA1" && method !== "HmacSHA256")
      fail("AuthFailure.SignatureFailure", `The signature method ${method} is not supported.`);
    const names = Object.keys(all).filter((name) => name !== "Signature");
    const query = names
      .sort()
      .map((name) => `${name}=${all[name] ?? ""}`)
      .join("&");
    const signs = (headers: ReadonlyMap<string, string>): boolean => {
      const text = `${wire.method}${headers.get("host") ?? ""}/?${query}`;
      const made = createHmac(method === "HmacSHA1" ? "sha1" : "sha256", credential.secretKey)
        .update(text)
        .digest("base64");
      return sameSignature(made, all["Signature"] ?? "");
    };
    if (!signs(wire.headers) && !signs(withoutPort(wire.headers))) fail("AuthFailure.SignatureFailure");
    return byVersion(request.version);
  }

  #credential(secretId: string, token: string): Credential {
    const credential = this.#credentials.get(secretId) ?? fail("AuthFailure.SecretIdNotFound");
    if ((credential.token ?? "") !== token) fail("AuthFailure.TokenFailure");
    return credential;
  }
}

function checkTime(timestamp: number, now: number): void {
  const ms = timestamp * 1000;
  const fresh = Math.abs(ms - now) <= TOLERANCE_MS || Math.abs(ms - Date.now()) <= TOLERANCE_MS;
  if (!fresh) fail("AuthFailure.SignatureExpire");
}

function withoutPort(headers: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...headers, ["host", (headers.get("host") ?? "").replace(/:\d+$/, "")]]);
}

function isService(name: string): name is Service {
  return name === "live" || name === "vod";
}

/** A client pointed at a bare address cannot name the product in its host; the version tells. */
function byVersion(version: string): Service {
  if (version === "2018-08-01") return "live";
  return version === "2018-07-17" ? "vod" : fail("NoSuchProduct");
}
