import type { Account } from "./account";
import type { Id } from "./ids";
import type { CosFile } from "./model";

/** Host names of buckets, the older form too. */
const HOST = /^[\w.-]+\.(cos\.[\w-]+|file)\.myqcloud\.com$/;

/** Host name of a bucket. */
export function cosHost(bucket: string, appId: Id, region: string): string {
  return `${bucket}-${appId}.cos.${region}.myqcloud.com`;
}

/** Address that serves a file of a bucket here; with the bucket's own name as Host header its key alone is the path. */
export function cosUrl(account: Account, { host, key }: Pick<CosFile, "host" | "key">): string {
  return `${account.baseUrl}/cos/${host}/${key.split("/").map(encodeURIComponent).join("/")}`;
}

/** The bucket and the key that a request asks for, by its Host header or by its path; undefined if it is not for COS. */
export function cosRequest(header: string | undefined, path: string): Pick<CosFile, "host" | "key"> | undefined {
  const named = (header ?? "").toLowerCase().replace(/:\d+$/, "");
  const [, host = "", rest = ""] = HOST.test(named) ? ["", named, path.slice(1)] : (/^\/cos\/([^/]+)\/(.*)$/s.exec(path) ?? []);
  if (!HOST.test(host)) return undefined;
  try {
    return { host, key: decodeURIComponent(rest) };
  } catch {
    return { host, key: rest };
  }
}
