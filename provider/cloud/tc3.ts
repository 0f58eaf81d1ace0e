import { createHash, createHmac } from "node:crypto";
import type { ServiceName } from "./actions";

/** The parts of a POST that the signature covers. */
export interface Tc3Request {
  readonly service: ServiceName;
  /** The `Host` header exactly as sent, with the port when there is one. */
  readonly host: string;
  /** The `Content-Type` header exactly as sent. */
  readonly contentType: string;
  readonly body: string;
  /** Unix seconds; equal to the `X-TC-Timestamp` header. The service accepts five minutes either way. */
  readonly timestamp: number;
}

/** The steps of a signature. The intermediate hashes are returned because a wrong signature can be found only by comparing them. */
export interface Tc3Signature {
  /** Lower-case hex SHA-256 of the body. */
  readonly bodyHash: string;
  /** Lower-case hex SHA-256 of the canonical request. */
  readonly canonicalHash: string;
  readonly signature: string;
  /** The `Authorization` header. */
  readonly authorization: string;
}

const algorithm = "TC3-HMAC-SHA256";
const signedHeaders = "content-type;host";

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text, "utf8").digest();

/**
 * Signs a POST to `/` by TC3-HMAC-SHA256 (API 3.0). Signed headers are `content-type` and `host`, the two that the service demands;
 * the query string is empty. The scope's date is the UTC date of the timestamp.
 */
export function signTc3(request: Tc3Request, secretId: string, secretKey: string): Tc3Signature {
  const bodyHash = sha256(request.body);
  // The service lower-cases and trims the values of signed headers before it hashes them.
  const contentType = request.contentType.trim().toLowerCase();
  const host = request.host.trim().toLowerCase();
  const canonical = ["POST", "/", "", `content-type:${contentType}\nhost:${host}\n`, signedHeaders, bodyHash].join("\n");
  const canonicalHash = sha256(canonical);
  const date = new Date(request.timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${request.service}/tc3_request`;
  const stringToSign = [algorithm, String(request.timestamp), scope, canonicalHash].join("\n");
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), request.service), "tc3_request");
  const signature = createHmac("sha256", key).update(stringToSign, "utf8").digest("hex");
  const authorization = `${algorithm} Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  return { bodyHash, canonicalHash, signature, authorization };
}
