import { newerNodeThan } from "../../emulator/node-version";

/** What to say where Node is older than the package asks for; undefined where it is new enough. @param version such as `20.20.2` */
export function oldNode(version: string): string | undefined {
  const needed = newerNodeThan(version);
  return needed === undefined
    ? undefined
    : `liverec: this is Node ${version}, and Node ${needed} or newer is needed: some commands will fail.`;
}
