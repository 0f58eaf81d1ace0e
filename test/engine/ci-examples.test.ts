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
    // Finds the pull request of a commit, and its artifact.
    await writeFile(
      join(folder, "bin", "gh"),
      `#!/bin/sh\n[ "$1" = api ] && { echo 0123abc; exit; }\nmkdir -p reviewed && cp artifact/plan.json reviewed/\n`,
    );
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
  const preview = (labels = "") => runner.run(github("preview", "Preview"), { ...GITHUB, LABELS: labels });
  const comment = () => runner.run(github("preview", "Comment"), GITHUB);
  /** The artifact goes from the job of the pull request to the job of the merge. */
  const keep = () => runner.run("mkdir -p artifact && cp plan.json artifact/");
  const apply = async () => {
    expect((await runner.run(github("apply", "Fetch the reviewed plan"), GITHUB)).exitCode).toBe(0);
    return runner.run(github("apply", "Apply"), GITHUB);
  };

  const first = await preview("bug");
  expect(first).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/live now: the\s+recording\s+begins/) });
  expect((await comment()).stdout).toContain("The comment is created");
  await keep();
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
  await keep();

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
  const keep = () => {
    site.files.set("/projects/o/r/repository/commits/0123abc/merge_requests", [{ iid: 7 }]);
    site.files.set("/projects/o/r/jobs/artifacts/refs%2Fmerge-requests%2F7%2Fhead/raw/plan.json", JSON.parse(runner.text("plan.json")));
  };
  const apply = () => runner.run(gitlab("apply"), GITLAB);

  expect(await preview()).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("The comment is created") });
  keep();
  expect((await apply()).exitCode).toBe(0);
  expect(objects(stage)).toMatchObject({ RecordTemplate: 2, RecordRule: 2 });

  await runner.edit("2592000", "86400");
  expect(await preview()).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("The comment is updated") });
  expect(existsSync(join(runner.folder, "plan.json"))).toBe(false);
  // The plan of the first merge is no licence for this one.
  expect(await apply()).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("This is not the plan that was reviewed") });
  expect((await preview("allow:data-loss")).exitCode).toBe(0);
  keep();
  expect((await apply()).exitCode).toBe(0);
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
    "Summary",
  ]);
  const { stages, variables, default: common, ...others } = pipeline("gitlab-ci.yml");
  expect(Object.keys(others)).toEqual(["preview", "preview of a fork", "apply", "drift"]);
});
