import { bindAnother, ruleCases } from "./rules";
import type { Cases } from "./types";

export const recordRule: Cases = { token: "RecordRule", ...ruleCases("Record"), drift: bindAnother("Record") };
