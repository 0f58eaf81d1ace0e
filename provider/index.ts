/** All that a Pulumi program imports. */
export { LiveRecording, type LiveRecordingArgs } from "./fronts/live-recording";
export * from "./generated/resources";
