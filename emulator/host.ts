import type { Service } from "./action";

const VENDOR = ["tencentcloudapi.com", "video.qcloud.com", "myqcloud.com"];

/** What a Host header means: whether the emulator answers to it, and for which product. */
export interface HostReading {
  readonly allowed: boolean;
  readonly service: Service | undefined;
}

/**
 * Reads a Host header. Loopback names, `*.localhost`, `*.test` and the vendor's names are answered, so that a page in a browser cannot
 * reach the emulator through a name of its own. The first label names the product; a bare loopback host leaves it open.
 */
export function readHost(header: string | undefined): HostReading {
  // A name may be written to its end, with the dot of the root.
  const host = (header ?? "").toLowerCase().replace(/\.?(?::\d+)?$/, "");
  const within = (suffix: string): boolean => host === suffix || host.endsWith(`.${suffix}`);
  const loopback = host === "127.0.0.1" || host === "[::1]" || within("localhost");
  const allowed = loopback || within("test") || VENDOR.some(within);
  const label = host.split(".")[0];
  return { allowed, service: label === "live" || label === "vod" ? label : undefined };
}
