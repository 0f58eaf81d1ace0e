import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** One field of a structure as the official SDK types it; `type` is TypeScript: `string`, `Array<RecordTask>` and the like. */
export interface SdkField {
  readonly optional: boolean;
  readonly type: string;
}

export type SdkStructure = ReadonlyMap<string, SdkField>;

/** The models of one product in the official SDK. */
export interface SdkProduct {
  /** Request and response structure of each action. */
  readonly actions: ReadonlyMap<string, { readonly request: string; readonly response: string }>;
  /** The fields of a structure; none for a request without parameters. */
  structure(name: string): SdkStructure;
}

const locate = createRequire(import.meta.url);
const read = (path: string): string => readFileSync(locate.resolve(`tencentcloud-sdk-nodejs/tencentcloud/services/${path}`), "utf8");

/** Reads what the SDK's declaration files say of a product. */
export function sdkProduct(product: "live" | "vod", version: string): SdkProduct {
  const models = read(`${product}/${version}/${product}_models.d.ts`).replace(/\/\*[\s\S]*?\*\//g, "");
  const client = read(`${product}/${version}/${product}_client.d.ts`);
  const structures = new Map<string, SdkStructure>();
  for (const [, name = "", body = ""] of models.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm)) {
    const fields = [...body.matchAll(/^ {4}(\w+)(\??): ([^;]+);/gm)].map(([, field = "", mark, type = ""]): [string, SdkField] => [
      field,
      { optional: mark === "?", type },
    ]);
    structures.set(name, new Map(fields));
  }
  const actions = [...client.matchAll(/^ {4}(\w+)\(req\??: (\w+), cb\?: .*Promise<(\w+)>;/gm)].map(
    ([, name = "", request = "", response = ""]) => [name, { request, response }] as const,
  );
  return { actions: new Map(actions), structure: (name) => structures.get(name) ?? new Map() };
}

/** The entry type of `Array<T>`, or undefined. */
export function entryOf(type: string): string | undefined {
  return /^Array<(.+)>$/.exec(type)?.[1];
}

export const PRODUCTS = { live: sdkProduct("live", "v20180801"), vod: sdkProduct("vod", "v20180717") } as const;
