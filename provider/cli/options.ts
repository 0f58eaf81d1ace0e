import { InvalidArgumentError, Option } from "commander";
import { DEFAULT_MANIFEST } from "../manifest/index";

/** Of a valve that is given twice neither value may quietly win: the last one could be the looser. */
export function once<T>(parse: (text: string) => T): (text: string, before: T | undefined) => T {
  return (text, before) => {
    if (before !== undefined) throw new InvalidArgumentError("it is given more than once, and only one can count.");
    return parse(text);
  };
}

export const jsonOption = (): Option => new Option("--json", "print JSON for machines");

export const manifestOption = (): Option =>
  new Option("-m, --manifest <file>", `manifest; may be given several times (default: ${DEFAULT_MANIFEST})`).argParser(
    (file: string, before: readonly string[] | undefined) => [...(before ?? []), file],
  );

export const subAppIdOption = (): Option =>
  new Option("--sub-app-id <id>", "VOD application, by its number").argParser((text: string) => {
    if (!/^[1-9]\d{0,18}$/.test(text)) throw new InvalidArgumentError("write the number of a VOD application.");
    return text;
  });

export const stackOption = (): Option =>
  new Option("-s, --stack <name>", "stack, one for each copy of the recording set-up").default("dev").argParser(stackName);

const STACK_PART = /^(?!\.+$)[A-Za-z0-9_.-]{1,100}$/;

/** The name of a stack, as the engine takes it. A part of dots alone would leave the folder in which the engine keeps the project's stacks. */
export function stackName(name: string): string {
  const parts = name.split("/");
  if (parts.length > 3 || !parts.every((part) => STACK_PART.test(part)))
    throw new InvalidArgumentError(
      "use letters, digits, _ . and -, at most 100 and not only dots; ORGANIZATION/PROJECT/ may stand before it.",
    );
  return name;
}
