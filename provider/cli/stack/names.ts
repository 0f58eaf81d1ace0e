import { keyOf } from "../../configuration/index";
import type { CheckedManifest } from "../../manifest/index";
import { namesInState } from "../../preview/index";
import { kinds } from "../../resources/index";
import { parsed } from "../plan/parsed";

/** Says in a text of the engine what the user calls the resources in it. */
export type Naming = (text: string) => string;

/**
 * The engine and the resources name an object by its kind and the service's id, `RecordTask k-Kdn…`; the manifest calls it `schedule.service`.
 * @param exported what `pulumi stack export` prints
 */
export function namingOf(exported: string, { resources }: CheckedManifest): Naming {
  const places = new Map(resources.map(({ token, name, path }) => [keyOf(token, name), path]));
  const names = new Map<string, string>(
    namesInState(parsed(exported, "The stack's state"), kinds).map(({ token, id, name }) => {
      return [`${token} ${id}`, places.get(keyOf(token, name)) ?? name];
    }),
  );
  if (names.size === 0) return (text) => text;
  const objects = new RegExp(`\\b(?:${[...kinds.keys()].join("|")}) [^\\s:]+`, "g");
  return (text) =>
    text.replace(objects, (object) => {
      const name = names.get(object);
      return name === undefined ? object : `${name} (${object})`;
    });
}

/** Passes a text on by whole lines: what is looked for must not stand in two parts. */
export function byLine(write: (text: string) => void): { readonly add: (text: string) => void; readonly end: () => void } {
  let rest = "";
  return {
    add(text) {
      const lines = `${rest}${text}`.split(/(?<=\n)/);
      rest = lines.at(-1)?.endsWith("\n") === false ? (lines.pop() ?? "") : "";
      if (lines.length > 0) write(lines.join(""));
    },
    end() {
      if (rest !== "") write(rest);
      rest = "";
    },
  };
}
