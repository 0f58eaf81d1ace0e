import { engines } from "../package.json";

/** Refuses a Node without what the emulator is built on, before it fails somewhere in a call. @param version such as `22.13.0` */
export function refuseOldNode(version: string): void {
  const least = engines.node.replace(/^>=/, "");
  const [is, wanted] = [version, least].map((text) => text.split(".").map(Number));
  const at = wanted?.findIndex((number, index) => number !== is?.[index]) ?? -1;
  if (at >= 0 && (is?.[at] ?? 0) < (wanted?.[at] ?? 0)) {
    throw new Error(`The emulator needs Node ${least} or newer; this is Node ${version}.`);
  }
}
