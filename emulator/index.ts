/** An emulator of Tencent Cloud Live recording and the part of VOD that it needs, on loopback, offline. */
export type { Credential } from "./authentication.js";
export { ClockBackwards } from "./clock.js";
export { type Break, ControlError, type MixOrder, type Push, type StreamException, type Unmix } from "./controls.js";
export type { CallbackEntry } from "./courier.js";
export { type Fault, FaultError, type FaultKind, type FaultReport } from "./faults.js";
export type { JournalEntry } from "./journal.js";
export type { Recorded } from "./recorded.js";
export { readScript, type Script } from "./script.js";
export type { FailedCall } from "./script-calls.js";
export { ScriptError } from "./script-times.js";
export { type Quotas, type Settings, type SettingsChange, SettingsError } from "./settings.js";
export { DEFAULT_CREDENTIAL, type Emulator, type EmulatorOptions, startEmulator } from "./start.js";
export type { AccountState, MixState, RecordingState, SessionState, StreamState, TaskState } from "./state.js";
export type { ConfigurationState, WindowTaskState } from "./state-configuration.js";
export type { ClipState, MediaState, SnapshotRunState } from "./state-files.js";
