import { expect, test } from "vitest";
import { ACTIONS } from "../../emulator/actions/index";
import type { Fields, Shape } from "../../emulator/parameters";
import { entryOf, PRODUCTS, type SdkProduct, type SdkStructure } from "./sdk-models";

/** Differences that are meant, each with its reason. One that no longer exists fails the test. */
const MEANT: Readonly<Record<string, string>> = {
  "SearchMedia.KnowledgeBases is missing here": "knowledge bases are later than the sources and no part of recording",
  "ModifyMediaInfo.DeleteKnowledgeBases is missing here": "as above",
  "ModifyMediaInfo.ClearKnowledgeBases is missing here": "as above",
};

const found = new Set<string>();

/** Notes where a table of ours and a structure of the SDK differ: names, types and what is required, at every depth. */
function compare(path: string, ours: Fields, sdk: SdkStructure, product: SdkProduct): void {
  for (const name of new Set([...Object.keys(ours), ...sdk.keys()])) {
    const [field, theirs] = [ours[name], sdk.get(name)];
    const here = `${path}.${name}`;
    if (field === undefined) found.add(`${here} is missing here`);
    else if (theirs === undefined) found.add(`${here} is unknown to the SDK`);
    else {
      if (field.required === theirs.optional) found.add(`${here} is ${field.required ? "required here" : "required by the SDK"}`);
      compareShape(here, field.shape, theirs.type, product);
    }
  }
}

function compareShape(here: string, shape: Shape, type: string, product: SdkProduct): void {
  const entry = entryOf(type);
  if (shape.type === "array" && entry !== undefined) compareShape(`${here}[]`, shape.item, entry, product);
  else if (shape.type === "object" && entry === undefined) compare(here, shape.fields, product.structure(type), product);
  else if (!type.split(" | ").includes(shape.type)) found.add(`${here} is ${shape.type} here and ${type} in the SDK`);
}

test.each([...ACTIONS.values()].map((action) => [action.name, action] as const))(
  "%s has the parameters of the official SDK",
  (name, action) => {
    const product = PRODUCTS[action.service];
    const structures = product.actions.get(name);
    expect(structures).toBeDefined();
    const before = new Set(found);
    compare(name, action.parameters, product.structure(structures?.request ?? ""), product);
    expect([...found].filter((difference) => !before.has(difference) && !(difference in MEANT))).toEqual([]);
  },
);

test("every difference that is meant exists", () => {
  expect(Object.keys(MEANT).filter((difference) => !found.has(difference))).toEqual([]);
});
