import { engines } from "../package.json";

/** The Node that is needed, where a version such as `20.20.2` is older; undefined where it is new enough. */
export function newerNodeThan(version: string): string | undefined {
  const least = engines.node.replace(/^>=/, "");
  const [is, wanted] = [version, least].map((text) => text.split(".").map(Number));
  const at = wanted?.findIndex((number, index) => number !== is?.[index]) ?? -1;
  return at >= 0 && (is?.[at] ?? 0) < (wanted?.[at] ?? 0) ? least : undefined;
}

/** Refuses a Node without what the emulator is built on, before it fails somewhere in a call. @param version such as `22.13.0` */
export function refuseOldNode(version: string): void {
  const needed = newerNodeThan(version);
  if (needed !== undefined) throw new Error(`The emulator needs Node ${needed} or newer; this is Node ${version}.`);
}
