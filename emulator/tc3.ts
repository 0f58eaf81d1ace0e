import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** The parts of a TC3 `Authorization` header. */
export interface Authorization {
  readonly secretId: string;
  readonly date: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** What a TC3 signature covers. */
export interface Signed {
  readonly method: string;
  readonly query: string;
  /** Header values by lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly signedHeaders: readonly string[];
  /** Body bytes, or the literal text where the client left the payload unsigned. */
  readonly payload: string | Buffer;
  readonly timestamp: number;
  readonly date: string;
  readonly service: string;
}

const FORM =
  /^TC3-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{4}-\d{2}-\d{2})\/([^/,\s]+)\/tc3_request,\s*SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})$/;

/** Reads the header, or undefined where it is malformed. */
export function parseAuthorization(header: string): Authorization | undefined {
  const match = FORM.exec(header.trim());
  if (match === null) return undefined;
  const [, secretId = "", date = "", service = "", list = "", signature = ""] = match;
  const signedHeaders = list.split(";");
  if (!signedHeaders.includes("content-type") || !signedHeaders.includes("host")) return undefined;
  return { secretId, date, service, signedHeaders, signature };
}

/** UTC date of a timestamp in Unix seconds. */
export function scopeDate(timestamp: number): string {
  return new Date(timestamp * 1000).toISOString().slice(0, 10);
}

/** The canonical request, line for line as the service builds it (service facts 8.1). */
export function canonicalRequest(signed: Signed): string {
  const headers = signed.signedHeaders.map((name) => `${name}:${(signed.headers.get(name) ?? "").trim().toLowerCase()}\n`).join("");
  return `${signed.method}\n/\n${signed.query}\n${headers}\n${signed.signedHeaders.join(";")}\n${sha256(signed.payload)}`;
}

export function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Derives signing keys, one derivation per key, date and service. */
export class SigningKeys {
  readonly #keys = new Map<string, Buffer>();

  key(secretKey: string, date: string, service: string): Buffer {
    const name = `${date}/${service}/${secretKey}`;
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const daily = createHmac("sha256", `TC3${secretKey}`).update(date).digest();
    const made = createHmac("sha256", createHmac("sha256", daily).update(service).digest()).update("tc3_request").digest();
    if (this.#keys.size > 64) this.#keys.clear();
    this.#keys.set(name, made);
    return made;
  }

  sign(secretKey: string, signed: Signed): string {
    const scope = `${signed.date}/${signed.service}/tc3_request`;
    const toSign = `TC3-HMAC-SHA256\n${signed.timestamp}\n${scope}\n${sha256(canonicalRequest(signed))}`;
    return createHmac("sha256", this.key(secretKey, signed.date, signed.service))
      .update(toSign)
      .digest("hex");
  }
}

/** Compares two signatures without telling by time where they differ. */
export function sameSignature(one: string, other: string): boolean {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}
