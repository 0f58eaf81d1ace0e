import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { kinds } from "../../provider/resources/index";

const ajv = new Ajv2020();

it.each([...kinds])("the inputs of %s are a sound JSON Schema", (_token, kind) => {
  ajv.validateSchema(kind.inputs);
  expect(ajv.errors ?? []).toEqual([]);
});
