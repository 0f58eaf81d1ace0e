import { engines } from "../../package.json";

/** What to say where Node is older than the package asks for; undefined where it is new enough. @param version such as `20.20.2` */
export function oldNode(version: string): string | undefined {
  const wanted = engines.node.replace(/^>=/, "");
  const [numbers, least] = [version, wanted].map((text) => text.split(".").map(Number));
  const differs = (numbers ?? []).findIndex((number, index) => number !== least?.[index]);
  if (differs === -1 || (numbers?.[differs] ?? 0) > (least?.[differs] ?? 0)) return undefined;
  return `liverec: this is Node ${version}, and Node ${wanted} or newer is needed: some commands will fail.`;
}
