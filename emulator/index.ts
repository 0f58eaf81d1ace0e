/** An emulator of Tencent Cloud Live recording and the part of VOD that it needs, on loopback, offline. */
export type { Credential } from "./authentication";
export { ClockBackwards } from "./clock";
export type { CallbackEntry } from "./courier";
export { type Fault, FaultError, type FaultKind, type FaultReport } from "./faults";
export type { Id, ShownId } from "./ids";
export type { JournalEntry } from "./journal";
export { type Break, ControlError, type MixOrder, type Push, type PushException, type StreamException, type Unmix } from "./orders";
export type { Cause, Recorded } from "./recorded";
export { readScript, type Script } from "./script";
export type { FailedCall } from "./script-calls";
export { ScriptError } from "./script-times";
export type { Quotas, Settings } from "./settings";
export { type SettingsChange, SettingsError } from "./settings-change";
export { DEFAULT_CREDENTIAL, type Emulator, type EmulatorOptions, startEmulator } from "./start";
export type { AccountState, MixState, RecordingState, SessionState, StreamState, TaskState } from "./state";
export type { ConfigurationState, WindowTaskState } from "./state-configuration";
export type { ClipState, CosFileState, MediaState, SnapshotRunState } from "./state-files";
export type { Unrecorded } from "./unrecorded";
