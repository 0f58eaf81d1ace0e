import { chmodSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../provider/cli/stack/folder";
import { Place } from "./terminal";

const MANIFEST =
  "version: 1\nproject: season\ntemplates: { archive: { hlsParam: {} } }\nschedule: { test: { using: CreateLiveRecord, stream: p.example.com/live/test, start: 2026-01-01T00:00Z, end: 2026-01-01T01:00Z } }\n";
const PASSPHRASE = { PULUMI_CONFIG_PASSPHRASE: "" };

/** A stand-in for the engine: notes its arguments and answers `stack export` with a given state. */
function engineIn(
  place: Place,
  pending: readonly object[] = [],
  preview: object = { steps: [] },
): { readonly env: Record<string, string>; calls(): string[] } {
  const bin = join(place.folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(place.folder, "preview.json"), JSON.stringify(preview));
  writeFileSync(join(place.folder, "state.json"), JSON.stringify({ version: 3, deployment: { pending_operations: pending } }));
  writeFileSync(
    join(bin, "pulumi"),
    `#!/bin/sh\necho "$@" >> "${place.folder}/calls"\n[ "$1 $2" = "stack export" ] && cat "${place.folder}/state.json"\n[ "$1" = preview ] && cat "${place.folder}/preview.json"\nexit 0\n`,
  );
  chmodSync(join(bin, "pulumi"), 0o755);
  return {
    env: {
      ...PASSPHRASE,
      PULUMI_BACKEND_URL: "file://./state",
      PATH: [bin, dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter),
    },
    calls: () => readFileSync(join(place.folder, "calls"), "utf8").trim().split("\n"),
  };
}

const creating = (token: string, name: string) => ({
  type: "creating",
  resource: {
    urn: `urn:pulumi:dev::season::live-recording:index:LiveRecording$pulumi-nodejs:dynamic/live-recording:${token}::season/${name}`,
  },
});

const COMMON = "--stack dev --non-interactive --color never";

describe("commands that work on a stack", () => {
  it("explain what is missing, one thing after another, and start nothing before", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const said = async (env: Record<string, string>) => (await place.liverec("preview", { env })).err;
    expect(await said({})).toContain("It is not said where the state is kept");
    expect(await said({ PULUMI_BACKEND_URL: "file://./state" })).toContain("PULUMI_CONFIG_PASSPHRASE");
    expect(await said({ PULUMI_BACKEND_URL: "file://./state", ...PASSPHRASE })).toContain("The Pulumi engine is missing");
    expect(await said({ PULUMI_BACKEND_URL: "https://api.example.com" })).toContain("The Pulumi engine is missing");
  });

  it.each(["../../x", "..", ".", "a/../b", "organization/season/dev/x", "a b", "a//b", ""])(
    "refuse the stack %j before the engine hears of it: it would keep its files elsewhere, or say no in words of its own",
    async (name) => {
      using place = new Place({ "liverec.yaml": MANIFEST });
      const { code, err } = await place.liverec(["preview", `--stack=${name}`]);
      expect([code, err]).toEqual([1, expect.stringContaining("use letters, digits, _ . and -, at most 100 and not only dots")]);
    },
  );

  it.each(["dev", "a..b", "organization/season/dev", "my-team/dev_1"])("take the stack %s", async (name) => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { env, calls } = engineIn(place);
    expect((await place.liverec(["preview", "--stack", name], { env })).code).toBe(0);
    expect(calls()[0]).toContain(`--stack ${name} `);
  });

  it("have nothing to do for what the engine makes for itself in a new stack", async () => {
    const step = (type: string, name: string) => {
      const urn = `urn:pulumi:dev::season::${type}::${name}`;
      return { op: "create", urn, newState: { urn, type, custom: false } };
    };
    const own = [step("pulumi:pulumi:Stack", "season-dev"), step("live-recording:index:LiveRecording", "season")];
    const exitCode = async (steps: readonly object[]) => {
      using place = new Place({ "liverec.yaml": "version: 1\nproject: season\n" });
      const { env } = engineIn(place, [], { steps, changeSummary: { create: steps.length } });
      const { code, out } = await place.liverec("preview --exit-code", { env });
      return [code, out.includes("Nothing changes.")];
    };
    expect(await exitCode(own)).toEqual([0, true]);
    expect(await exitCode([...own, step("random:index/randomId:RandomId", "id")])).toEqual([2, false]);
  });

  it("ask for --yes where nobody can be asked", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    for (const name of ["up", "refresh", "destroy"]) {
      expect(await place.liverec(name)).toMatchObject({ code: 1, err: expect.stringContaining("add --yes") });
    }
  });

  it("go on where the manifest is only warned of something", async () => {
    const warned = "hlsSpecialParam: { flowContinueDuration: 300 }";
    using place = new Place({ "liverec.yaml": `version: 1\nproject: season\ntemplates: { archive: { mp4Param: {}, ${warned} } }\n` });
    const { env, calls } = engineIn(place);
    expect((await place.liverec("check")).out).toContain("continuation joins HLS files only");
    for (const line of ["preview", "up --yes"]) expect((await place.liverec(line, { env })).code, line).toBe(0);
    expect(calls().filter((call) => call.startsWith("up "))).toHaveLength(1);
  });

  it("stop at errors in the manifest, except where the manifest does not matter", async () => {
    using place = new Place({ "liverec.yaml": `${MANIFEST}clip: {}\n` });
    const { env, calls } = engineIn(place);
    for (const line of ["preview", "up --yes"]) {
      expect(await place.liverec(line, { env })).toMatchObject({
        code: 1,
        err: "liverec.yaml:5:1: clip: is not a known section; did you mean clips?\n",
      });
    }
    for (const line of ["refresh --yes", "destroy --yes"]) expect(await place.liverec(line, { env })).toMatchObject({ code: 0 });
    expect(calls()).toEqual([
      `stack export ${COMMON}`,
      `refresh --yes --skip-preview ${COMMON}`,
      `stack export ${COMMON}`,
      `destroy --yes --skip-preview ${COMMON}`,
    ]);
  });

  it("name the manifest's own place of a secret whose variable is not set", async () => {
    using place = new Place({
      "liverec.yaml": `version: 1\nvodEvents:\n  main: { mode: PULL, signKey: { env: VOD_SIGN_KEY } }\n`,
    });
    const { env } = engineIn(place);
    for (const line of ["preview", "up --yes", "preview -m ."]) {
      expect(await place.liverec(line, { env })).toMatchObject({
        code: 1,
        err: "liverec.yaml:3:32: vodEvents.main.signKey: the environment variable VOD_SIGN_KEY is not set\n",
      });
    }
    expect((await place.liverec("preview", { env: { ...env, VOD_SIGN_KEY: "not-letters" } })).err).toBe(
      "liverec.yaml:3:32: vodEvents.main.signKey: this value is not accepted here; use letters and digits only\n",
    );
    expect((await place.liverec("preview", { env: { ...env, VOD_SIGN_KEY: "abc123" } })).code).toBe(0);
  });

  it("take a folder for the manifest in it, and keep the project beside that", async () => {
    using place = new Place();
    mkdirSync(join(place.folder, "infra"));
    writeFileSync(join(place.folder, "infra", "liverec.yaml"), MANIFEST);
    expect((await place.liverec("preview -m infra", { env: engineIn(place).env })).code).toBe(0);
    expect(readFileSync(join(place.folder, "infra", ".liverec", "index.js"), "utf8")).toContain('"manifest":["../liverec.yaml"]');
  });

  it("lay out a project of one line that finds the package of the running command", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST, "more.yaml": "version: 1\n" });
    const { env, calls } = engineIn(place);
    expect((await place.liverec("up --yes --stack prod -m liverec.yaml -m more.yaml", { env })).code).toBe(0);
    expect(calls().at(-1)).toBe("up --yes --skip-preview --stack prod --non-interactive --color never");
    const project = join(place.folder, ".liverec");
    const text = (name: string) => readFileSync(join(project, name), "utf8");
    expect(readdirSync(project).sort()).toEqual([
      ".gitignore",
      "Pulumi.yaml",
      "index.js",
      "manifest.schema.json",
      "node_modules",
      "package.json",
    ]);
    expect(text("Pulumi.yaml")).toBe('name: "season"\nruntime: nodejs\nstackConfigDir: ..\n');
    expect(text("index.js")).toBe(
      'const { LiveRecording } = require("pulumi-live-recording");\nnew LiveRecording("season", {"manifest":["../liverec.yaml","../more.yaml"]});\n',
    );
    expect(realpathSync(join(project, "node_modules", "pulumi-live-recording"))).toBe(realpathSync(packageRoot()));
  });

  it("call a project without a name after its folder", async () => {
    using place = new Place({ "liverec.yaml": "version: 1\n" });
    await place.liverec("preview", { env: engineIn(place).env });
    expect(readFileSync(join(place.folder, ".liverec", "Pulumi.yaml"), "utf8")).toMatch(/^name: "liverec-\w+"\n/);
  });
});

describe("liverec up after an interrupted run", () => {
  it("changes nothing until it is told that no other run is under way", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { env, calls } = engineIn(place, [creating("RecordTemplate", "archive")]);
    const { code, err } = await place.liverec("up --yes", { env });
    expect(code).toBe(1);
    expect(err).toContain("An earlier run was interrupted in the middle of: creating season/archive.");
    expect(err).toContain('"liverec up --recover" puts the stack in order');
    expect(calls()).toEqual([`stack export ${COMMON}`]);
  });

  it("removes the lock and forgets what was pending with --recover, then goes on", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { env, calls } = engineIn(place, [creating("RecordTemplate", "archive")]);
    expect((await place.liverec("up --yes --recover", { env })).code).toBe(0);
    expect(calls().map((call) => call.replace(` ${COMMON}`, ""))).toEqual([
      "stack export",
      "cancel --yes",
      "refresh --yes --skip-preview --clear-pending-creates",
      "preview --json --show-sames",
      "up --yes --skip-preview",
    ]);
  });

  it("refuses, even with --recover, while a task that cannot be listed was being created", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { env, calls } = engineIn(place, [creating("ScheduledRecord", "test")]);
    const { code, err } = await place.liverec("up --yes --recover", { env });
    expect(code).toBe(1);
    expect(err).toContain("interrupted while it created ScheduledRecord season/test");
    expect(err).toContain("afterLostReply: sendAgain");
    expect(calls()).toEqual([`stack export ${COMMON}`]);
  });

  it("goes on when the user has decided, or the task is not declared any more", async () => {
    for (const text of [MANIFEST.replace("using:", "afterLostReply: sendAgain, using:"), "version: 1\nproject: season\n"]) {
      using place = new Place({ "liverec.yaml": text });
      const { env } = engineIn(place, [creating("ScheduledRecord", "test")]);
      expect((await place.liverec("up --yes --recover", { env })).code).toBe(0);
    }
  });
});
