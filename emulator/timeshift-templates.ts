import { bool, id, int, list, text } from "./parameters";

/** Days that time-shift data can be kept, as the seconds of `Duration`. */
const DURATIONS = [1, 3, 7, 15, 30].map((days) => days * 86400);

/** What time-shift templates hold beside name, description and duration. */
export const SHIFT_FIELDS = {
  Area: text({ oneOf: ["Mainland", "Overseas"] }),
  ItemDuration: int({ min: 3, max: 10 }),
  RemoveWatermark: bool(),
  TranscodeTemplateIds: list(id()),
};

export const DURATION = { oneOf: DURATIONS };
