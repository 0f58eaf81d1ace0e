import { bool, int, list, text } from "./parameters.js";

/** Days that time-shift data can be kept, as the seconds of `Duration`. */
const DURATIONS = [1, 3, 7, 15, 30].map((days) => days * 86400);

/** A description of a time-shift template: Chinese, letters, digits, `_` and `-`; spaces are let through (INF: the console takes them). */
export const SHIFT_DESCRIPTION = {
  maxBytes: 1024,
  pattern: /^[\p{Script=Han}A-Za-z\d_ -]*$/u,
  form: "only Chinese, letters, digits, _ and - are allowed",
} as const;

/** What time-shift templates hold beside name, description and duration. */
export const SHIFT_FIELDS = {
  Area: text({ oneOf: ["Mainland", "Overseas"] }),
  ItemDuration: int({ min: 3, max: 10 }),
  RemoveWatermark: bool(),
  TranscodeTemplateIds: list(int()),
};

export const DURATION = { oneOf: DURATIONS };
