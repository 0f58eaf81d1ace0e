import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { FakeSite } from "../preview/site";
import { engineEnvironment, repository } from "./harness/environment";
import { kill, processesWith } from "./harness/processes";
import { collect, type Result } from "./harness/results";
import { domain, objects, openStage, type Stage, writes } from "./support/stage";

const examples = join(repository, "examples", "ci");
const pipeline = (file: string) => parse(readFileSync(join(examples, file), "utf8"));

/** The script of a step of the GitHub workflow. */
function github(job: string, step: string): string {
  const { steps } = pipeline("github-actions.yml").jobs[job];
  return steps.find(({ name }: { name?: string }) => name === step).run;
}

/** The lines of a job of the GitLab pipeline, run one after another until one fails. */
const gitlab = (job: string): string => pipeline("gitlab-ci.yml")[job].script.join("\n");

/** A checkout on a runner: the example's manifest, a repository, and the command where a job finds it. */
class Runner implements AsyncDisposable {
  private constructor(
    readonly folder: string,
    private readonly env: Readonly<Record<string, string | undefined>>,
  ) {}

  static async open(stage: Stage, site: FakeSite): Promise<Runner> {
    const folder = join(repository, "examples", ".cache", randomBytes(6).toString("hex"));
    await cp(examples, folder, { recursive: true });
    await mkdir(join(folder, "bin"));
    // Finds the pull request of a commit, the newest preview of it, and the artifact of that.
    await writeFile(
      join(folder, "bin", "gh"),
      `#!/bin/sh
case "$1 $2" in
  "api "*) cat head ;;
  "run list") tail -n 1 runs ;;
  "run download") mkdir -p reviewed && cp "artifact-$3/plan.json" reviewed/ ;;
esac
`,
    );
    await writeFile(join(folder, "head"), "0123abc\n");
    await writeFile(join(folder, "runs"), "null null\n");
    chmodSync(join(folder, "bin", "gh"), 0o755);
    const env = await engineEnvironment(folder, stage.emulator.url);
    const made = new Runner(folder, {
      ...env,
      PATH: [join(folder, "bin"), env["PATH"]].join(delimiter),
      PULUMI_BACKEND_URL: "file://./backend",
      PULUMI_CONFIG_PASSPHRASE: "x",
      STACK: "prod",
      ...{
        GITHUB_API_URL: site.url,
        GITHUB_REPOSITORY: "o/r",
        GITHUB_SHA: "0123abc",
        GITHUB_REF: "refs/pull/7/merge",
        GITHUB_TOKEN: "writer",
      },
      GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
      ...{ CI_API_V4_URL: site.url, CI_PROJECT_ID: "o/r", CI_MERGE_REQUEST_IID: "7", CI_COMMIT_SHA: "0123abc", GITLAB_TOKEN: "writer" },
    });
    made.git("init", "--quiet", "--initial-branch=main");
    made.git("add", "liverec.yaml");
    made.git("commit", "--quiet", "--message=first");
    return made;
  }

  git(...args: string[]): string {
    const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
    return execFileSync("git", [...identity, ...args], { cwd: this.folder, encoding: "utf8" });
  }

  /** Runs a script as the site's runner does. */
  run(script: string, env: Readonly<Record<string, string | undefined>> = {}): Promise<Result> {
    const shell = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      cwd: this.folder,
      env: { ...this.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return collect(shell).done;
  }

  async edit(from: string, to: string): Promise<void> {
    const text = readFileSync(join(this.folder, "liverec.yaml"), "utf8");
    expect(text).toContain(from);
    await writeFile(join(this.folder, "liverec.yaml"), text.replace(from, to));
  }

  text(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { pid } of processesWith(this.folder)) kill(pid);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const GITHUB = { GITHUB_ACTIONS: "true" };
const GITLAB = { GITLAB_CI: "true" };

it("the GitHub workflow previews, comments, applies what was reviewed, and finds drift", async () => {
  await using stage = await openStage();
  await using site = await FakeSite.open("github");
  await using runner = await Runner.open(stage, site);
  let run = 0;
  /** A run of the workflow in a fresh folder; its artifact goes from the job of the pull request to the job of the merge. */
  const preview = async (labels = "") => {
    await rm(join(runner.folder, "plan.json"), { force: true });
    const done = await runner.run(github("preview", "Preview"), { ...GITHUB, LABELS: labels });
    run += 1;
    await writeFile(join(runner.folder, "runs"), `${run} ${done.exitCode === 0 ? "success" : "failure"}\n`);
    await mkdir(join(runner.folder, `artifact-${run}`));
    if (done.exitCode === 0) await cp(join(runner.folder, "plan.json"), join(runner.folder, `artifact-${run}`, "plan.json"));
    return done;
  };
  const comment = () => runner.run(github("preview", "Comment"), GITHUB);
  const fetched = async () => {
    await rm(join(runner.folder, "reviewed"), { recursive: true, force: true });
    return runner.run(github("apply", "Fetch the reviewed plan"), GITHUB);
  };
  const apply = async () => {
    expect((await fetched()).exitCode).toBe(0);
    return runner.run(github("apply", "Apply"), GITHUB);
  };
  expect(await fetched()).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("has not passed (null)") });

  const first = await preview("bug");
  expect(first).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/live now: the\s+recording\s+begins/) });
  expect((await comment()).stdout).toContain("The comment is created");
  expect(writes(stage.emulator)).toEqual([]);
  expect((await apply()).exitCode).toBe(0);
  expect(objects(stage)).toMatchObject({ RecordTemplate: 2, RecordRule: 2 });

  // Data loss stops the check, is in the comment all the same, and passes with a label.
  await runner.edit("2592000", "86400");
  const stopped = await preview();
  expect([stopped.exitCode, stopped.stderr]).toEqual([1, expect.stringContaining("stopped by --forbid data-loss")]);
  expect((await comment()).stdout).toContain("The comment is updated");
  expect(site.comments).toHaveLength(1);
  expect(site.comments[0]?.body).toMatch(/^<!-- liverec:prod -->[\s\S]*\[!CAUTION\][\s\S]*`--allow data-loss`/);
  expect((await preview("allow:dataloss")).stderr).toContain("Did you mean data-loss?");
  expect((await preview("bug,allow:data-loss")).exitCode).toBe(0);

  // The label is taken back: the plan that it let pass is not applied any more.
  expect((await preview("bug")).exitCode).toBe(1);
  expect(await fetched()).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("has not passed (failure)") });
  expect(existsSync(join(runner.folder, "reviewed"))).toBe(false);
  expect((await preview("bug,allow:data-loss")).exitCode).toBe(0);

  // Something else is merged than was reviewed: nothing is done, and the difference is told.
  await runner.edit("86400", "43200");
  stage.emulator.clearJournal();
  const refused = await apply();
  expect([refused.exitCode, refused.stderr]).toEqual([
    1,
    expect.stringContaining("This is not the plan that was reviewed, so nothing was changed."),
  ]);
  expect(refused.stderr).toMatch(/~ update .*channel\/archive: hlsParam\.storageTime reviewed as 86400, now 43200/);
  expect(writes(stage.emulator)).toEqual([]);
  await runner.edit("43200", "86400");
  expect((await apply()).exitCode).toBe(0);

  // A direct push has no plan, nor has a fork: it is done by hand.
  await writeFile(join(runner.folder, "head"), "\n");
  expect(await fetched()).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("by hand") });
  await runner.edit("86400", "43200");
  const byHand = (allow: string) => runner.run(github("preview-by-hand", "Preview by hand"), { ...GITHUB, ALLOW: allow });
  expect((await byHand("")).exitCode).toBe(1);
  expect((await byHand("data-loss")).exitCode).toBe(0);
  expect((await runner.run(`mkdir reviewed && cp plan.json reviewed/\n${github("apply-by-hand", "Apply")}`, GITHUB)).exitCode).toBe(0);

  const drift = () => runner.run(github("drift", "Look for drift"), GITHUB);
  expect((await drift()).exitCode).toBe(0);
  await stage.live.DeleteLiveRecordRule({ DomainName: domain, AppName: "", StreamName: "backstage" });
  stage.emulator.clearJournal();
  const found = await drift();
  expect([found.exitCode, writes(stage.emulator)]).toEqual([2, []]);
  await rm(join(runner.folder, "summary.md"));
  expect((await runner.run(github("drift", "Summary"), { ...GITHUB, GITHUB_REF: "refs/heads/main" })).exitCode).toBe(0);
  expect(runner.text("summary.md")).toContain("Stream backstage of push.example.com in every app will no longer be recorded");
});

it("the GitLab pipeline previews, comments, applies what was reviewed, and finds drift", async () => {
  await using stage = await openStage();
  await using site = await FakeSite.open("gitlab");
  await using runner = await Runner.open(stage, site);
  const preview = (labels = "") => runner.run(gitlab("preview"), { ...GITLAB, CI_MERGE_REQUEST_LABELS: labels });
  let last = 0;
  /** A pipeline of the merge request is done: the newest is listed first. */
  const pipeline = (status: "success" | "failed") => {
    last += 1;
    site.files.set("/projects/o/r/repository/commits/0123abc/merge_requests", [{ iid: 7, state: "merged" }]);
    site.files.set("/projects/o/r/merge_requests/7/pipelines", [
      { id: last, status, source: "merge_request_event" },
      { id: last - 1, status: "success", source: "merge_request_event" },
    ]);
    site.files.set(`/projects/o/r/pipelines/${last}/jobs`, [{ id: last * 10, name: "preview" }]);
    if (status === "success") site.files.set(`/projects/o/r/jobs/${last * 10}/artifacts/plan.json`, JSON.parse(runner.text("plan.json")));
  };
  const labelled = (...labels: string[]) => site.files.set("/projects/o/r/merge_requests/7", { iid: 7, labels });
  labelled();
  const apply = () => runner.run(gitlab("apply"), GITLAB);

  expect(await preview()).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("The comment is created") });
  pipeline("success");
  expect((await apply()).exitCode).toBe(0);
  expect(objects(stage)).toMatchObject({ RecordTemplate: 2, RecordRule: 2 });

  await runner.edit("2592000", "86400");
  expect(await preview()).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("The comment is updated") });
  expect(existsSync(join(runner.folder, "plan.json"))).toBe(false);
  // The plan of the first merge is no licence for this one.
  expect(await apply()).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("This is not the plan that was reviewed") });
  expect((await preview("allow:data-loss")).exitCode).toBe(0);
  pipeline("success");
  const untouched = { exitCode: 1, stderr: expect.stringContaining("was taken back, so the plan is not applied") };
  expect(await apply()).toMatchObject(untouched);
  labelled("bug", "allow:data-loss-not");
  expect(await apply()).toMatchObject(untouched);
  labelled("bug", "allow:data-loss");
  pipeline("failed");
  expect(await apply()).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("The last preview of the merge request has not passed"),
  });
  pipeline("success");
  expect((await apply()).exitCode).toBe(0);

  // A direct push has no plan: it is done by hand.
  site.files.set("/projects/o/r/repository/commits/0123abc/merge_requests", []);
  expect(await apply()).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("by hand") });
  await runner.edit("86400", "43200");
  expect((await runner.run(gitlab("preview by hand"), { ...GITLAB, ALLOW: "" })).exitCode).toBe(1);
  expect((await runner.run(gitlab("preview by hand"), { ...GITLAB, ALLOW: "data-loss" })).exitCode).toBe(0);
  expect((await runner.run(gitlab("apply by hand"), GITLAB)).exitCode).toBe(0);
  expect((await runner.run(gitlab("drift"), GITLAB)).exitCode).toBe(0);
  expect(runner.text("drift.html")).toContain("Nothing changes.");
});

it("pull requests from forks are compared without engine, account and secret", async () => {
  await using stage = await openStage();
  await using site = await FakeSite.open("github", "a token that forks do not have");
  await using runner = await Runner.open(stage, site);
  const bare = {
    TENCENTCLOUD_SECRET_ID: undefined,
    TENCENTCLOUD_SECRET_KEY: undefined,
    PULUMI_BACKEND_URL: undefined,
    PULUMI_CONFIG_PASSPHRASE: undefined,
  };
  await runner.edit("2592000", "86400");
  const compared = await runner.run(github("preview-of-fork", "Compare"), { ...GITHUB, ...bare, BASE: "main" });
  expect([compared.exitCode, compared.stdout]).toEqual([1, expect.stringContaining("Data loss")]);
  expect(await runner.run(github("preview-of-fork", "Comment"), { ...GITHUB, ...bare })).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("No comment: the token is missing or may only read"),
  });
  expect(runner.text("summary.md")).toContain("Data loss");
  const base = runner.git("rev-parse", "HEAD").trim();
  const other = await runner.run(gitlab("preview of a fork"), { ...GITLAB, ...bare, CI_MERGE_REQUEST_DIFF_BASE_SHA: base });
  expect([other.exitCode, stage.emulator.journal()]).toEqual([1, []]);
});

it("every step of the examples is run here, but for those that set up the machine", () => {
  const { jobs } = pipeline("github-actions.yml");
  const steps = Object.values<{ steps: { name?: string; run?: string }[] }>(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ name, run }) => (run ? [name] : [])),
  );
  expect([...new Set(steps)].sort()).toEqual([
    "Apply",
    "Comment",
    "Compare",
    "Fetch the reviewed plan",
    "Install",
    "Look for drift",
    "Preview",
    "Preview by hand",
    "Summary",
  ]);
  const { stages, variables, default: common, ...others } = pipeline("gitlab-ci.yml");
  expect(Object.keys(others)).toEqual(["preview", "preview of a fork", "apply", "preview by hand", "apply by hand", "drift"]);
});
