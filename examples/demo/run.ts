/** The package as a story: `npm run demo`. It ends with 0 only when every step held. */
import { type Emulator, startEmulator } from "pulumi-live-recording/emulator";
import { deleteRuleByHand } from "./by-hand.ts";
import { Project } from "./engine.ts";
import { chapter, check, command, say, table } from "./story.ts";

const DOMAIN = "push.example.com";
const stream = (app: string, name: string) => ({ domain: DOMAIN, app, stream: name });

/** The lines of an engine run that name what happened to a resource. */
function events(output: string, verb: RegExp): string[] {
  return output.split("\n").flatMap((line) => {
    const match = /live-recording:(\w+) (\S+)/.exec(line);
    return match !== null && verb.test(line) ? [`${match[1]} ${match[2]}`] : [];
  });
}

function whoRecords(emulator: Emulator): string[][] {
  return emulator
    .state()
    .streams.filter(({ live }) => live)
    .map(({ app, stream: name, recordedBy }) => {
      if (recordedBy === null) return [`${app}/${name}`, "no rule matches", "-", "nothing"];
      return [`${app}/${name}`, recordedBy.level, recordedBy.templateName, recordedBy.formats.join(", ") || "nothing: norecord"];
    });
}

async function story(emulator: Emulator, project: Project): Promise<void> {
  const { clock } = emulator;
  chapter("An emulator of Tencent Cloud Live starts on this machine; no account is needed");
  say(`${emulator.url}, and its clock says ${clock.now()}`);

  chapter("A stream is pushed and breaks, as they do; nobody has declared anything yet");
  emulator.push(stream("live", "final"));
  table(["stream", "rule", "template", "files"], whoRecords(emulator));
  clock.advance(1800);
  emulator.break(stream("live", "final"));
  check(emulator.state().media.length === 0, "half an hour of it is lost: no rule, no recording");

  chapter("Recording is declared in examples/quickstart/index.ts, and applied");
  await project.pulumi("stack", "init", "dev");
  command("pulumi up");
  const created = events(await project.pulumi("up", "--yes", "--skip-preview"), / created \(/);
  for (const line of created) say(`+ ${line}`);
  check(created.length === 6, "3 templates and 3 rules stand at the service");

  chapter("Ten minutes later three streams are pushed: what is recorded by which rule?");
  clock.advance(600);
  for (const [app, name] of [
    ["live", "final"],
    ["lessons", "algebra"],
    ["live", "backstage"],
  ] as const)
    emulator.push(stream(app, name));
  const recorded = whoRecords(emulator);
  table(["stream", "rule that wins", "template", "files"], recorded);
  check(
    recorded.some(([name, level]) => name === "live/backstage" && level === "domain+stream"),
    "the narrowest rule wins, and backstage is not recorded",
  );
  clock.advance(3600);
  emulator.break(stream("live", "final"));
  clock.advance(120);
  emulator.push(stream("live", "final"));
  clock.advance(1800);
  for (const [app, name] of [
    ["live", "final"],
    ["lessons", "algebra"],
    ["live", "backstage"],
  ] as const)
    emulator.break(stream(app, name));
  clock.advance(1200);
  const files = emulator
    .state()
    .media.map((file) => [`${file.app}/${file.stream}`, file.type, `${Math.round(file.duration / 60)} min`, file.expireTime ?? "never"]);
  say("live/final broke for two minutes in between. The files that were recorded:");
  table(["stream", "format", "length", "kept until"], files);
  check(files.length > 0 && files.every(([name]) => name !== "live/backstage"), "files of every stream but backstage");

  chapter("A change: lessons are to be kept for a year; the preview says what will happen");
  project.edit("90 * 86400", "365 * 86400");
  command("pulumi preview --diff");
  const preview = await project.pulumi("preview", "--diff");
  const changed = /storageTime\s*: (\d+) => (\d+)/.exec(preview);
  say(`~ RecordTemplate lecture: mp4Param.storageTime ${Number(changed?.[1]) / 86400} days => ${Number(changed?.[2]) / 86400} days`);
  check(/~ 1 to update/.test(preview) && !/to replace|to delete/.test(preview), "one template is updated in place, no rule is touched");
  command("pulumi up");
  await project.pulumi("up", "--yes", "--skip-preview");
  const lecture = emulator.state().record.templates.find(({ TemplateName }) => TemplateName.startsWith("lecture"));
  check(lecture?.Mp4Param?.StorageTime === 365 * 86400, "the service keeps new files of lessons for 365 days");

  chapter("The same again: nothing to do");
  command("pulumi up");
  const calls = emulator.journal().length;
  const again = await project.pulumi("up", "--yes", "--skip-preview");
  check(/7 unchanged/.test(again) && emulator.journal().length === calls, "nothing changed, and the service was not even asked");

  chapter("Somebody deletes a rule by hand");
  await deleteRuleByHand(emulator.url, { DomainName: DOMAIN, AppName: "", StreamName: "backstage" });
  command("pulumi refresh");
  const refreshed = await project.pulumi("refresh", "--yes", "--skip-preview");
  check(/1 deleted/.test(refreshed), "refresh notices: the rule of backstage is gone");
  command("pulumi up");
  const repaired = events(await project.pulumi("up", "--yes", "--skip-preview"), / created \(/);
  check(repaired.join() === "RecordRule backstage", "up makes it again, and only it");

  chapter("Everything is taken away");
  command("pulumi destroy");
  await project.pulumi("destroy", "--yes", "--skip-preview");
  const { record } = emulator.state();
  check(record.templates.length === 0 && record.rules.length === 0, "no template and no rule is left at the service");
  check(emulator.state().media.length === files.length, "and the recorded files are all still there");
}

const emulator = await startEmulator({ now: "2026-11-22T11:00:00Z", freeze: true, settings: { effectDelay: 600, fileDelay: 0 } });
const project = new Project(emulator.url);
try {
  await story(emulator, project);
  console.log(`
   Every step held. Where to look next:
     examples/quickstart/index.ts   the program you have just seen
     examples/                      timed records, highlights, clips
     docs/resources/                every field of every kind
     npx liverec emulator           the emulator by itself
`);
} catch (error) {
  console.error(`\n   ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  project.remove();
  await emulator.close();
}
