import { expect, it } from "vitest";
import { kinds } from "../../provider/resources/index";
import { allCases } from "./cases/index";
import { emulators } from "./emulated";
import { lifecycleSuite } from "./suite";

it("every registered kind has cases", () => {
  expect(allCases.map(({ token }) => token).sort()).toEqual([...kinds.keys()].sort());
});

const leftOut = emulators.flatMap(lifecycleSuite);

it("an emulator leaves out nothing", () => {
  expect(leftOut).toEqual([]);
});
