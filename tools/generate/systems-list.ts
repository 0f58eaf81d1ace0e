/** A test that exercises a system: it must exist, pass, and have sent the calls. */
export interface Proof {
  readonly file: string;
  /** Part of the test's full name. */
  readonly test: string;
  /** Actions that the emulator carried out while the test ran. */
  readonly calls?: readonly string[];
}

interface System {
  readonly name: string;
  /** The source documents that describe it. */
  readonly source: string;
  readonly proofs: readonly Proof[];
}

const GUIDE = "recording guide";
const RECORD = "CreateLiveRecord";
const CLIP = "LiveRealTimeClip";
const OLD = "recording and snapshots v1.1";

const examples = (test: string, ...calls: string[]): Proof => ({ file: "test/engine/examples.test.ts", test, calls });
const emulator = (file: string, test: string, ...calls: string[]): Proof => ({ file: `test/emulator/${file}.test.ts`, test, calls });

/** Each system that the five source documents describe, and the tests that exercise it. A proof that does not hold fails its test file. */
export const SYSTEMS: readonly System[] = [
  {
    name: "Templates: FLV, HLS, MP4 and AAC, each with its length and storage",
    source: GUIDE,
    proofs: [
      examples("record-template: every format", "CreateLiveRecordTemplate"),
      emulator("recorder", "each enabled format leaves its own"),
      emulator("recorder", "carry the name pattern, the sub-application, and an expiry"),
    ],
  },
  {
    name: "Rules by domain, app and stream; which one wins",
    source: GUIDE,
    proofs: [
      examples("priority: the narrowest rule", "CreateLiveRecordRule"),
      emulator("record-rules", "row 1 of the priority table", "CreateLiveRecordRule"),
      { file: "test/recording/explain-against-emulator.test.ts", test: "name the same rule, level and formats" },
    ],
  },
  {
    name: "A stream exempted by a template without formats",
    source: GUIDE,
    proofs: [
      examples("quickstart: a domain as HLS and MP4", "CreateLiveRecordTemplate", "CreateLiveRecordRule"),
      emulator("record-rules", "row 8: a norecord template", "CreateLiveRecordRule"),
    ],
  },
  {
    name: "How many templates and rules an account may have",
    source: GUIDE,
    proofs: [
      emulator("record-templates", "the 51st template"),
      emulator("record-rules", "one rule over the quota"),
      { file: "test/reading/doctor.test.ts", test: "counts every quota that can be counted" },
    ],
  },
  {
    name: "Recording between two times of China, in FLV files of half an hour",
    source: `${RECORD}, ${GUIDE}`,
    proofs: [
      examples("scheduled: 08:00 to 10:00 in China", RECORD),
      emulator("live-record", "records 08:00 to 10:00 China time as FLV", RECORD),
    ],
  },
  {
    name: "Sound alone, other formats, length and storage of a timed record",
    source: `${RECORD}, ${GUIDE}`,
    proofs: [
      examples("scheduled: 08:00 to 10:00 in China", RECORD),
      emulator("live-record", "as audio in MP4, an hour a slice, kept for a month", RECORD),
    ],
  },
  {
    name: "Timed records beside rules, and over one another",
    source: GUIDE,
    proofs: [
      emulator("live-record", "stays valid over several pushes and records beside the rule", RECORD),
      { file: "test/recording/tasks.test.ts", test: "may overlap as many as there are" },
    ],
  },
  {
    name: "Streams pushed from overseas: rules and highlights, no timed records",
    source: GUIDE,
    proofs: [emulator("recorder-tasks", "is recorded by rules and highlights, and not by timed records", RECORD)],
  },
  {
    name: "Calls repeated within three seconds, and answers that are lost",
    source: RECORD,
    proofs: [
      emulator("recorder-tasks", "makes a duplicate within repeatSeconds", RECORD),
      { file: "test/engine/at-most-once.test.ts", test: "is not sent again when its reply was lost", calls: [RECORD] },
    ],
  },
  {
    name: "Highlight of a running stream, stopped early",
    source: `${RECORD}, ${GUIDE}`,
    proofs: [
      examples("highlight: records a running stream at once", RECORD, "StopLiveRecord"),
      emulator("live-record", "is stopped early, leaves its file", RECORD, "StopLiveRecord"),
    ],
  },
  {
    name: "A highlight ends after 30 minutes at the latest",
    source: `${RECORD}, ${GUIDE}`,
    proofs: [
      emulator("live-record", "a highlight > with an end further off", RECORD),
      emulator("live-record", "a highlight > with no end", RECORD),
    ],
  },
  {
    name: "Mixed streams of both output types, and MixStream",
    source: `${RECORD}, ${GUIDE}`,
    proofs: [
      emulator("mixes", "an output that reuses an input's name gives that input with the mixed picture"),
      emulator("mixes", "an output of a new name is recorded beside both inputs"),
      emulator("mixes", "the output of a new name only where MixStream asks for it", RECORD),
      { file: "test/recording/simulate.test.ts", test: "mixed streams > an output under a new name" },
    ],
  },
  {
    name: "One HLS file over interruptions, with a discontinuity at each joint, and never without sound",
    source: GUIDE,
    proofs: [
      emulator("recorder", "a push that comes back in time goes on in the same HLS file"),
      emulator("recorder", "a stream without sound does not wait"),
      emulator("media", "the tag of discontinuity is at the joint alone"),
      { file: "test/system/playback.test.ts", test: "a recording that goes on over an interruption" },
    ],
  },
  {
    name: "A change counts for pushes that begin ten minutes later",
    source: GUIDE,
    proofs: [
      emulator("record-rules", "a running push keeps the configuration that it started with"),
      emulator("record-rules", "with an effect delay only pushes after it see the change"),
      { file: "test/recording/simulate.test.ts", test: "a change reaches pushes that start 10 minutes later" },
    ],
  },
  {
    name: "Without VOD nothing is recorded",
    source: `${RECORD}, ${GUIDE}`,
    proofs: [emulator("live-record", "needs VOD"), emulator("recorder", "when VOD is not activated")],
  },
  {
    name: "Finding files by stream and time, and by the beginning of their name",
    source: GUIDE,
    proofs: [
      {
        file: "test/reading/reading.test.ts",
        test: "finds the recordings of a stream that overlap a window",
        calls: ["SearchMedia", "DescribeMediaInfos"],
      },
      { file: "test/reading/reading.test.ts", test: "reaches every one of more than 5,000 recordings", calls: ["SearchMedia"] },
      { file: "test/cli/reading-commands.test.ts", test: "lists streams and recordings", calls: ["SearchMedia"] },
    ],
  },
  {
    name: "Files and recordings told by callback",
    source: GUIDE,
    proofs: [
      emulator("callbacks", "each file when it is there"),
      emulator("callbacks", "the recorder's life: begin, pause, going on, end"),
      {
        file: "test/engine/further-kinds.test.ts",
        test: "live: create, nothing to do",
        calls: ["CreateLiveCallbackTemplate", "CreateLiveCallbackRule"],
      },
    ],
  },
  {
    name: "Time shift, without which nothing can be clipped",
    source: CLIP,
    proofs: [
      examples("time-shift: a week for the domain", "CreateLiveTimeShiftTemplate", "CreateLiveTimeShiftRule"),
      emulator("clips", "a stream without time shift cannot be clipped"),
    ],
  },
  {
    name: "A clip that is not persisted: plays at once, dies with its source",
    source: CLIP,
    proofs: [
      examples("only the persisted clip outlives its source", CLIP),
      emulator("clips", "deleting the source recording kills the clip that is not persisted"),
      emulator("clips", "a clip that is not persisted dies when its source recording expires"),
      { file: "test/system/playback.test.ts", test: "a clip that is not persisted" },
    ],
  },
  {
    name: "A persisted clip: a file of its own with expiry, category and task flow",
    source: CLIP,
    proofs: [
      examples("only the persisted clip outlives its source", CLIP),
      emulator("clips", "a persisted clip with a procedure becomes a file", CLIP),
      emulator("clips", "a file's expiry, name and tags change in place", "ModifyMediaInfo"),
      { file: "test/system/playback.test.ts", test: "a persisted clip, also once its source is gone" },
    ],
  },
  {
    name: "The stretches of a clip (SegmentSet) where the stream was interrupted",
    source: CLIP,
    proofs: [
      examples("an hour with an interruption gives two segments", CLIP),
      emulator("clips", "an hour with a gap of ten minutes", CLIP),
    ],
  },
  {
    name: "A clip is cut at whole segments",
    source: CLIP,
    proofs: [
      emulator("clips", "edge segments are whole", CLIP),
      emulator("clips", "a clip of a running push holds whole segments up to now", CLIP),
    ],
  },
  {
    name: "The play domain of a clip (Host), and transcoded streams",
    source: CLIP,
    proofs: [
      emulator("clips", "the host is looked up in playDomains", CLIP),
      emulator("clips", "a transcoded stream without its template is refused"),
    ],
  },
  {
    name: "The event of a finished persistence, and contexts that come back",
    source: CLIP,
    proofs: [
      emulator("vod-reports", "of new files, of clips whose data is their own", "ModifyEventConfig", "PullEvents", CLIP),
      { file: "test/reading/reading.test.ts", test: "pulls VOD events and confirms them", calls: ["PullEvents", "ConfirmEvents"] },
    ],
  },
  {
    name: "A source that is deleted or cooled before that event breaks the clip",
    source: CLIP,
    proofs: [
      emulator("vod-reports", "because it is deleted, breaks", "DeleteMedia"),
      emulator("vod-reports", "because it is cooled, breaks", CLIP),
      { file: "test/recording/lint.test.ts", test: "source-gone-early" },
    ],
  },
  {
    name: "VOD applications (SubAppId)",
    source: CLIP,
    proofs: [
      emulator("vod-event-config", "belong to one sub-application each", "ModifyEventConfig"),
      { file: "test/resources/suite.test.ts", test: "Clip, over HTTP > is created", calls: [CLIP] },
    ],
  },
  {
    name: "Calls by GET with URL-encoded parameters, as in the documents' examples",
    source: `${RECORD}, ${CLIP}, ${GUIDE}`,
    proofs: [
      emulator("authentication", "GET with HmacSHA1 and flat parameters works"),
      emulator("official-client", "is understood with GET and TC3-HMAC-SHA256", "CreateLiveRecordTemplate"),
    ],
  },
  {
    name: "Error codes, and the number of calls a second",
    source: `${RECORD}, ${CLIP}`,
    proofs: [
      emulator("any-input", "CreateLiveRecord answers whatever it is sent with a code that its page lists"),
      emulator("any-input", "LiveRealTimeClip answers whatever it is sent with a code that its page lists"),
      emulator("control", "an action over its rate is told so"),
    ],
  },
  {
    name: "Interface of 2016: recording without rules, in slices of half an hour that an interruption ends",
    source: OLD,
    proofs: [emulator("snapshots", "records every push as FLV in slices of half an hour")],
  },
  {
    name: "Interface of 2016: a snapshot every 10 seconds, 300 wide, in the bucket within 15",
    source: OLD,
    proofs: [emulator("snapshots", "takes a snapshot every 10 seconds of absolute time")],
  },
  {
    name: "Interface of 2016: snapshots from the queue",
    source: OLD,
    proofs: [
      { file: "test/cli/reading-commands.test.ts", test: "reads the interface of 2016", calls: ["Live_Queue_Get"] },
      emulator("legacy", "gives one message unless more are asked for", "Live_Queue_Get"),
    ],
  },
  {
    name: "Interface of 2016: recorded files of a channel, by pages",
    source: OLD,
    proofs: [
      { file: "test/cli/reading-commands.test.ts", test: "reads the interface of 2016", calls: ["Live_Tape_GetFilelist"] },
      emulator("legacy", "come in pages of ten, in order of time", "Live_Tape_GetFilelist"),
    ],
  },
  {
    name: "Interface of 2016: state of a channel",
    source: OLD,
    proofs: [
      { file: "test/cli/reading-commands.test.ts", test: "reads the interface of 2016", calls: ["Live_Channel_GetStatus"] },
      emulator("legacy", "is found by Param.s.channel_id", "Live_Channel_GetStatus"),
    ],
  },
  {
    name: "Interface of 2016: signature with a key of 32 bytes, valid until `t`",
    source: OLD,
    proofs: [
      { file: "test/reading/legacy-url.test.ts", test: "is signed with the MD5 of key and t" },
      emulator("legacy", "of the documents' vector is taken while its time lasts"),
      emulator("legacy", "an expired t is refused"),
    ],
  },
  {
    name: "Interface of 2016: addresses of files and pictures, and the parts of a picture's name",
    source: OLD,
    proofs: [
      { file: "test/reading/legacy-url.test.ts", test: "plays a file and shows a picture at the documented addresses" },
      { file: "test/reading/legacy-url.test.ts", test: "reads every part of a picture's name back" },
      emulator("legacy", "can be played by their vid and by their address"),
    ],
  },
];
