import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { check } from "../../provider/core/check";
import { checkManifest } from "../../provider/manifest/index";
import { kinds } from "../../provider/resources/index";

const { resources } = checkManifest([{ file: "m.yaml", text: readFileSync("test/manifest/samples/everything.yaml", "utf8") }], kinds);

describe("a rule between fields", () => {
  it.each([...kinds.keys()])(
    "of a %s looks at no field but those that it names, so that it is left out only where one of these is unknown",
    (token) => {
      const samples = resources.filter((resource) => resource.token === token);
      expect(samples.length).toBeGreaterThan(0);
      for (const { kind, inputs, references } of samples) {
        const whole = { ...inputs, ...Object.fromEntries(references.map(({ input }) => [input, "1001"])) };
        const checked = check(kind, whole, {});
        expect(checked.failures).toEqual([]);
        for (const rule of kind.rules ?? []) {
          const looked = new Set<string>();
          const spied = new Proxy(checked.inputs, {
            get: (target, name) => {
              looked.add(String(name));
              return Reflect.get(target, name);
            },
          });
          rule.test(spied);
          expect(rule.fields, rule.id).toEqual(expect.arrayContaining([...looked]));
        }
      }
    },
  );
});
