import { createHash } from "node:crypto";
import { isIPv4 } from "node:net";
import { inspect } from "node:util";
import type { ServiceName } from "./actions";
import { CredentialError } from "./errors";
import { signTc3, type Tc3Request } from "./tc3";

/** Where requests of one product go. */
export interface Endpoint {
  /** Scheme, host and port, as in `https://live.tencentcloudapi.com`. */
  readonly origin: string;
  /** The `Host` header, which is signed: with the port when the origin names one. */
  readonly host: string;
}

/** The part of Pulumi's configuration that is read here; keys carry their namespace (`tencentcloud:region`). */
export interface ConfigSource {
  get(key: string): string | undefined;
}

const defaultDomain = "tencentcloudapi.com";
/** Record tasks exist in this region on both of the vendor's sites. */
const defaultRegion = "ap-guangzhou";

interface Secrets {
  readonly secretId: string;
  readonly secretKey: string;
  readonly securityToken: string | undefined;
}

/** An account and the endpoint it is used at. Its secrets sign and never leave: no property, serialization or inspection shows them. */
export class Connection {
  readonly #secrets: Secrets;
  readonly #domain: string;
  readonly #scheme: "https" | "http";
  readonly #loopback: boolean;
  /** Sent to the actions that need one. Default `ap-guangzhou`. */
  readonly region: string;

  constructor(secrets: Secrets, domain: string, scheme: "https" | "http", region: string) {
    this.#secrets = secrets;
    this.#domain = domain;
    this.#scheme = scheme;
    this.#loopback = isLoopback(domain);
    this.region = region;
  }

  /** The endpoint of a product: a loopback host serves both under its own name, any other domain one per product. */
  endpoint(service: ServiceName): Endpoint {
    const host = this.#loopback ? this.#domain : `${service}.${this.#domain}`;
    return { origin: `${this.#scheme}://${host}`, host };
  }

  /** The headers that prove who is asking. */
  authorize(request: Tc3Request): Record<string, string> {
    const { secretId, secretKey, securityToken } = this.#secrets;
    const { authorization } = signTc3(request, secretId, secretKey);
    return securityToken === undefined ? { authorization } : { authorization, "x-tc-token": securityToken };
  }

  /** Replaces this connection's secrets, wherever they occur in a text of another's making, by asterisks. */
  scrub(text: string): string {
    const { secretId, secretKey, securityToken } = this.#secrets;
    let clean = text;
    for (const secret of [securityToken, secretKey, secretId]) if (secret !== undefined) clean = clean.replaceAll(secret, "***");
    return clean.replace(/Signature=[0-9a-f]{64}/g, "Signature=***");
  }

  /** Tells one account and endpoint from another, without showing either. */
  fingerprint(): string {
    return createHash("sha256")
      .update(JSON.stringify([this.#secrets.secretId, this.#scheme, this.#domain]))
      .digest("hex");
  }

  /** What a log may show. */
  toJSON(): { readonly endpoint: string; readonly region: string } {
    return { endpoint: this.endpoint("live").origin, region: this.region };
  }

  [inspect.custom](): string {
    return `Connection(${this.endpoint("live").origin}, ${this.region})`;
  }
}

/** Splits `host`, `host:port`, `[v6]:port` and `::1` into host and port. */
function splitHost(domain: string): { readonly host: string; readonly port: string | undefined } {
  const bracketed = /^\[([0-9a-fA-F:.]+)\](?::(\d+))?$/.exec(domain);
  if (bracketed !== null) return { host: bracketed[1] ?? "", port: bracketed[2] };
  const [host = "", port, ...rest] = domain.split(":");
  return rest.length > 0 ? { host: domain, port: undefined } : { host, port };
}

/** 127.0.0.0/8, `::1` and `localhost`, with or without a port. Names that merely resolve to them do not count: names can be rebound. */
export function isLoopback(domain: string): boolean {
  const { host } = splitHost(domain);
  return host.toLowerCase() === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

const labels = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

function checkDomain(text: string): string {
  const domain = text.trim().toLowerCase();
  const { host, port } = splitHost(domain);
  const example = "Write a host, as in tencentcloudapi.com, intl.tencentcloudapi.com or 127.0.0.1:8787 (TENCENTCLOUD_DOMAIN).";
  if (/^(live|vod)\./.test(domain) && !isLoopback(domain)) {
    throw new CredentialError(`The domain "${domain}" names one service`, `Leave the first label away: "${domain.replace(/^\w+\./, "")}".`);
  }
  const portFits = port === undefined || (/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65536);
  if (!portFits || !(host === "::1" || labels.test(host))) {
    throw new CredentialError("The domain is not a host with an optional port", example);
  }
  return domain === "::1" ? "[::1]" : domain;
}

/**
 * Reads who asks, and where, from the vendor's variables or the stack's configuration. The environment wins: refresh and destroy see only
 * the configuration of the last `up`, and a key that was renewed since must be usable. An empty value counts as not set.
 *
 * | variable | key | default |
 * |---|---|---|
 * | `TENCENTCLOUD_SECRET_ID` | `tencentcloud:secretId` | required |
 * | `TENCENTCLOUD_SECRET_KEY` | `tencentcloud:secretKey` | required |
 * | `TENCENTCLOUD_SECURITY_TOKEN` | `tencentcloud:securityToken` | none |
 * | `TENCENTCLOUD_REGION` | `tencentcloud:region` | `ap-guangzhou` |
 * | `TENCENTCLOUD_DOMAIN` | `tencentcloud:domain` | `tencentcloudapi.com`; a loopback host is used as it is, before any other `live.` or `vod.` is put |
 * | `TENCENTCLOUD_PROTOCOL` | `tencentcloud:protocol` | `HTTPS`; `HTTP` only to loopback |
 *
 * Id, key and token are taken from one place together: a variable's id never meets a configured key.
 * @throws CredentialError
 */
export function resolveConnection(config?: ConfigSource, env: Readonly<Record<string, string | undefined>> = process.env): Connection {
  const fromEnv = (name: string): string | undefined => nonEmpty(env[name]);
  const fromConfig = (key: string): string | undefined => nonEmpty(config?.get(`tencentcloud:${key}`));
  const setting = (name: string, key: string): string | undefined => fromEnv(name) ?? fromConfig(key);

  const domain = checkDomain(setting("TENCENTCLOUD_DOMAIN", "domain") ?? defaultDomain);
  const protocol = (setting("TENCENTCLOUD_PROTOCOL", "protocol") ?? "HTTPS").toUpperCase();
  if (protocol !== "HTTPS" && protocol !== "HTTP") {
    throw new CredentialError("The protocol is neither HTTPS nor HTTP", "Set TENCENTCLOUD_PROTOCOL to HTTPS, or remove it.");
  }
  if (protocol === "HTTP" && !isLoopback(domain)) {
    throw new CredentialError(
      `Plain HTTP is allowed only to this machine, not to "${domain}"`,
      "Remove TENCENTCLOUD_PROTOCOL (tencentcloud:protocol), or set TENCENTCLOUD_DOMAIN to the emulator's address.",
    );
  }
  const region = setting("TENCENTCLOUD_REGION", "region") ?? defaultRegion;
  if (!/^[a-z0-9-]{1,40}$/.test(region)) {
    throw new CredentialError("The region is not one", "Set TENCENTCLOUD_REGION to a region such as ap-guangzhou.");
  }
  return new Connection(resolveSecrets(fromEnv, fromConfig), domain, protocol === "HTTPS" ? "https" : "http", region);
}

type Lookup = (name: string) => string | undefined;

function resolveSecrets(fromEnv: Lookup, fromConfig: Lookup): Secrets {
  const useEnv = fromEnv("TENCENTCLOUD_SECRET_ID") !== undefined || fromEnv("TENCENTCLOUD_SECRET_KEY") !== undefined;
  const pick = (variable: string, key: string): string | undefined => (useEnv ? fromEnv(variable) : fromConfig(key));
  const secretId = pick("TENCENTCLOUD_SECRET_ID", "secretId");
  const secretKey = pick("TENCENTCLOUD_SECRET_KEY", "secretKey");
  const securityToken = pick("TENCENTCLOUD_SECURITY_TOKEN", "securityToken");
  if (secretId === undefined && secretKey === undefined) {
    throw new CredentialError(
      "No Tencent Cloud credentials are set",
      "Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or run: pulumi config set --secret tencentcloud:secretId, and the same with tencentcloud:secretKey. " +
        "Where the configuration holds them already: refresh and destroy see only the configuration of the last `pulumi up`, so run that once, or set the variables.",
    );
  }
  if (secretId === undefined) throw halfSet("secret id", "TENCENTCLOUD_SECRET_ID", "tencentcloud:secretId", useEnv);
  if (secretKey === undefined) throw halfSet("secret key", "TENCENTCLOUD_SECRET_KEY", "tencentcloud:secretKey", useEnv);
  const values: [string, string | undefined][] = [
    ["TENCENTCLOUD_SECRET_ID", secretId],
    ["TENCENTCLOUD_SECRET_KEY", secretKey],
    ["TENCENTCLOUD_SECURITY_TOKEN", securityToken],
  ];
  for (const [variable, value] of values) {
    if (value !== undefined && !/^[\x21-\x7e]+$/.test(value)) {
      throw new CredentialError(`${variable} holds a space, a line break or another character that no key has`, "Copy the value again.");
    }
  }
  return { secretId, secretKey, securityToken };
}

function halfSet(what: string, variable: string, key: string, useEnv: boolean): CredentialError {
  return useEnv
    ? new CredentialError(
        `The environment holds half a key: its ${what} is missing`,
        `Set ${variable} as well, or unset the other (then ${key} and its pair count).`,
      )
    : new CredentialError(`The configuration holds half a key: its ${what} is missing`, `Set ${key} with --secret, or ${variable}.`);
}

function nonEmpty(value: string | undefined): string | undefined {
  const text = value?.trim();
  return text === undefined || text === "" ? undefined : text;
}
