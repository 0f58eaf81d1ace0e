import { expect, test } from "vitest";
import { ACTIONS } from "../../emulator/actions/index";
import { CAPABILITY_RULES } from "../../emulator/capability-rules";
import { NO_ERROR, UNDECIDED } from "../../emulator/inferred-codes";
import { defaultSettings } from "../../emulator/settings";

/** What the sources leave open, in the words of our notes, and the setting that changes it or the reason why there is none. */
const MARKED: Readonly<Record<string, { setting: string } | { because: string }>> = {
  "Emulator default choice: prefer FailedOperation, else InternalError, else InvalidParameter": { setting: "codePrefix" },
  "a second delete of a record template likely gives InternalError.NotFound or ConfNotFound": { setting: "codes.goneTemplate" },
  "Delete of a running task: probably FailedOperation.AlterTaskState": { setting: "codes.deleteRunningTask" },
  "Stop of an unknown record task: presumably InvalidParameter": { setting: "codes.unknownWindowTask" },
  "State of a stream that was never pushed: inactive": { setting: "codes.stateOfUnknownStream" },
  "Highlight of a stream that is not live: ResourceUnavailable.StreamNotExist": { setting: "codes.highlightOffline" },
  "ExpireTime is the file's creation plus StorageTime": { setting: "storageTimeFrom" },
  "A template's new StorageTime does not touch existing files": {
    because: "a file's expiry is its own, answered by VOD and changed by ModifyMediaInfo; another reading has no date to start from",
  },
  "Data of a persisted clip is copied asynchronously": { setting: "persistenceDelay" },
  "A rule for an unknown domain: InternalError.NotFound": { setting: "codes.unknownDomain" },
  "Actions without a stated rate: write 200, read 500": { setting: "rates" },
  "A callback URL is cleared by an empty one": { because: "no page names another way, so there is nothing to choose from" },
};

/** Inferred rules without a setting. */
const NO_SETTING: Readonly<Record<string, string>> = {
  "A multipart form with TC3, as the official clients make one": "the clients' own code is the witness",
  "A timestamp within 5 minutes of the account's or of the machine's time": "about the emulator: the service has one clock",
  "Unknown parameters are refused, then missing ones, types, values": "only a call with several faults can tell",
  "Endings, ids and addresses of files in COS": "names that nothing here reads back",
  "UploadInRecording is kept in the template and changes nothing that can be seen": "no page says what would be seen",
  "Snapshots are JPEG pictures of their size in one grey, in the bucket of the template": "about the emulator: it has no picture to show",
  "Confirmation of all handles or none": "a client confirms what it pulled, and cannot tell",
  "How often 321 is reported, and its descriptions": "given by whoever orders the exception",
  "Other values of `ret` than 0": "a client reads no more than that it is not 0",
};

const settings = defaultSettings();

test.each(Object.entries(MARKED))("what is inferred has a setting or a reason: %s", (_, how) => {
  if ("because" in how) return expect(how.because).not.toBe("");
  const [name = "", condition] = how.setting.split(".");
  expect(settings).toHaveProperty(name);
  if (condition !== undefined) expect(UNDECIDED).toHaveProperty(condition);
});

test("every inferred rule has a setting or a reason", () => {
  const open = CAPABILITY_RULES.filter(({ standing, setting }) => standing === "inferred" && setting === undefined);
  expect(open.map(({ rule }) => rule).sort()).toEqual(Object.keys(NO_SETTING).sort());
});

/** Codes that no page has to list (service facts 8.1). */
const COMMON = ["InvalidParameter", "InvalidParameterValue", "LimitExceeded", "FailedOperation", "InternalError", "UnsupportedOperation"];

test.each(Object.entries(UNDECIDED))("the codes of %s are on the pages of its actions", (_, { actions, choices }) => {
  for (const name of actions) {
    const listed = ACTIONS.get(name)?.codes ?? [];
    const known = (code: string) => [NO_ERROR, ...COMMON, ...listed].includes(code);
    expect(
      choices.filter((code) => !known(code)),
      name,
    ).toEqual([]);
  }
});
