import { bindAnother, ruleCases } from "./rules";
import type { Cases } from "./types";

const template = () => ({ Duration: 86_400 });
const cases = ruleCases("TimeShift", template);

export const timeShiftRule: Cases = {
  token: "TimeShiftRule",
  ...cases,
  updates: [
    ...cases.updates,
    {
      name: "every app and stream",
      with: { appName: undefined, streamName: undefined },
      step: "replace",
      needs: "rules for a whole domain",
    },
  ],
  drift: bindAnother("TimeShift", template),
};
