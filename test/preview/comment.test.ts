import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type CommentTarget, postComment, targetOf } from "../../provider/preview/index";
import { Place } from "../cli/terminal";
import { documentOfTopic } from "./goldens";
import { FakeSite } from "./site";

const document = documentOfTopic("001-keep-shorter");
const NO_DELAYS = [1, 1, 1];
const SITES = ["github", "gitlab", "gitee"] as const;

const target = (fake: FakeSite, token = "writer"): CommentTarget => ({ site: fake.site, api: fake.url, project: "o/r", number: 7, token });
const post = (fake: FakeSite, { token, stack = null }: { token?: string; stack?: string | null } = {}) =>
  postComment({ ...document, stack }, target(fake, token), NO_DELAYS);

describe.each(SITES)("the comment on %s", (site) => {
  it("is one, updated in place", async () => {
    await using fake = await FakeSite.open(site);
    fake.add(3);
    expect(await post(fake)).toBe("created");
    expect(fake.comments).toHaveLength(4);
    expect(fake.comments[3]?.body).toMatch(/^<!-- liverec:manifest -->\n/);
    expect(await post(fake)).toBe("unchanged");
    expect(await postComment({ ...document, findings: [] }, target(fake), NO_DELAYS)).toBe("updated");
    expect(fake.comments).toHaveLength(4);
  });

  it("is found on the third page", async () => {
    await using fake = await FakeSite.open(site);
    fake.add(230);
    fake.add(1, "<!-- liverec:manifest -->\nold");
    fake.add(20);
    expect(await post(fake)).toBe("updated");
    expect(fake.comments).toHaveLength(251);
    expect(fake.calls.filter((call) => call.startsWith("GET") && call.includes("?"))).toHaveLength(3);
  });

  it("is another one for another stack, and none that only quotes it", async () => {
    await using fake = await FakeSite.open(site);
    fake.add(1, "> <!-- liverec:prod -->");
    fake.add(1, "<!-- liverec:production -->\n");
    expect(await post(fake, { stack: "prod" })).toBe("created");
    expect(await post(fake, { stack: "dev" })).toBe("created");
    expect(await post(fake, { stack: "prod" })).toBe("unchanged");
    expect(fake.comments).toHaveLength(4);
  });

  it("is the account's own, not one of somebody else that begins alike", async () => {
    await using fake = await FakeSite.open(site);
    fake.add(1, "<!-- liverec:manifest -->\nnothing to see here", "mallory");
    expect(await post(fake)).toBe("created");
    expect(await post(fake)).toBe("unchanged");
    expect(await postComment({ ...document, findings: [] }, target(fake), NO_DELAYS)).toBe("updated");
    expect(fake.comments.map(({ author }) => author)).toEqual(["mallory", "keeper"]);
    expect(fake.comments[0]?.body).toContain("nothing to see here");
    expect(fake.calls.filter((call) => call.includes("comments/1") || call.includes("notes/1"))).toEqual([]);
  });

  it("is a new one where an old one cannot be changed, though the site does not tell whose token it is", async () => {
    await using fake = await FakeSite.open(site);
    fake.told = undefined;
    fake.account = "github-actions[bot]";
    fake.add(1, "<!-- liverec:manifest -->\nmine", "mallory");
    fake.add(1, "<!-- liverec:manifest -->\nof another app", "other[bot]");
    expect(await post(fake)).toBe("created");
    expect(await postComment({ ...document, findings: [] }, target(fake), NO_DELAYS)).toBe("updated");
    expect(fake.comments.map(({ author }) => author)).toEqual(["mallory", "other[bot]", "github-actions[bot]"]);
    // A person's comment is not even tried where the site lets apps be told from people.
    if (site === "github") expect(fake.calls.filter((call) => call.endsWith("comments/1"))).toEqual([]);
  });

  it("is left alone by a token that may only read, which is no failure", async () => {
    await using fake = await FakeSite.open(site);
    expect(await post(fake, { token: "reader" })).toBe("refused");
    expect(await post(fake, { token: "" })).toBe("refused");
    fake.trouble.push(404);
    expect(await post(fake)).toBe("refused");
    expect(fake.comments).toEqual([]);
  });

  it("waits while the site is busy, and tries again", async () => {
    await using fake = await FakeSite.open(site);
    fake.trouble.push(502, "cut", 429);
    expect(await post(fake)).toBe("created");
    expect(fake.comments).toHaveLength(1);
    fake.trouble.push(503, 503, 503, 503);
    await expect(post(fake)).rejects.toThrow("answered GET with HTTP 503");
  });

  it("is not made twice when the answer is lost", async () => {
    await using fake = await FakeSite.open(site);
    fake.trouble.push(200, "cut-after");
    expect(await post(fake)).toBe("created");
    expect(fake.comments).toHaveLength(1);
    fake.comments.length = 0;
    fake.trouble.push(200, 502);
    expect(await post(fake)).toBe("created");
    expect(fake.comments).toHaveLength(1);
  });

  it("takes a limit that lasts as a refusal", async () => {
    await using fake = await FakeSite.open(site);
    const limit = [403, { "x-ratelimit-remaining": "0" }] as const;
    fake.trouble.push(limit, limit, limit, limit);
    expect(await post(fake)).toBe("refused");
  });

  it("says what else is wrong", async () => {
    await using fake = await FakeSite.open(site);
    fake.trouble.push(200, 422);
    await expect(post(fake)).rejects.toThrow("HTTP 422");
  });
});

describe("the place of the comment", () => {
  it("is read from the job", () => {
    using place = new Place({ "event.json": JSON.stringify({ pull_request: { number: 12 } }) });
    const github = {
      GITHUB_ACTIONS: "true",
      GITHUB_REPOSITORY: "o/r",
      GITHUB_TOKEN: "t",
      GITHUB_API_URL: "https://ghe.example.com/api/v3/",
    };
    expect(targetOf({ ...github, GITHUB_EVENT_PATH: join(place.folder, "event.json") })).toEqual({
      ...{ site: "github", api: "https://ghe.example.com/api/v3", project: "o/r", number: 12, token: "t" },
    });
    expect(targetOf({ ...github, GITHUB_REF: "refs/pull/9/merge" })?.number).toBe(9);
    expect(targetOf({ ...github, GITHUB_REF: "refs/heads/main" })).toBeUndefined();
    const gitlab = { GITLAB_CI: "true", CI_API_V4_URL: "https://gitlab.example.com/api/v4", CI_PROJECT_ID: "5", CI_MERGE_REQUEST_IID: "3" };
    expect(targetOf(gitlab)).toEqual({ site: "gitlab", api: "https://gitlab.example.com/api/v4", project: "5", number: 3, token: "" });
    expect(targetOf({ GITEE_REPO: "o/r", GITEE_PULL_REQUEST_IID: "4", GITEE_TOKEN: "g" })?.api).toBe("https://gitee.com/api/v5");
    expect(targetOf({})).toBeUndefined();
    expect(targetOf({ LIVEREC_COMMENT_TOKEN: "x" }, { site: "gitee", project: "o/r", number: 1 })?.token).toBe("x");
    expect(() => targetOf({}, { site: "github", number: 1 })).toThrow("--project");
  });
});

describe("liverec comment", () => {
  const settings = (fake: FakeSite, place: Place, token: string) => ({
    env: {
      ...{
        GITHUB_ACTIONS: "true",
        GITHUB_REPOSITORY: "o/r",
        GITHUB_REF: "refs/pull/7/merge",
        GITHUB_TOKEN: token,
        GITHUB_API_URL: fake.url,
      },
      GITHUB_STEP_SUMMARY: join(place.folder, "summary.md"),
    },
  });

  it("posts what preview --report wrote, and writes the summary", async () => {
    await using fake = await FakeSite.open("github");
    using place = new Place({ "preview.json": JSON.stringify(document) });
    expect(await place.liverec("comment", settings(fake, place, "writer"))).toMatchObject({ code: 0, err: "" });
    expect(fake.comments).toHaveLength(1);
    expect(readFileSync(join(place.folder, "summary.md"), "utf8")).toContain("Data loss");
  });

  it("ends well with a token that may only read, and says where the text is", async () => {
    await using fake = await FakeSite.open("github");
    using place = new Place({ "preview.json": JSON.stringify({ version: 1, ok: true, preview: document }) });
    const { code, out } = await place.liverec("comment preview.json", settings(fake, place, "reader"));
    expect([code, out]).toEqual([0, expect.stringMatching(/^No comment: the token is missing or may only read .* summary\.\n$/)]);
    expect(readFileSync(join(place.folder, "summary.md"), "utf8")).toContain("Data loss");
  });

  it("ends well outside of a pull request, and badly without a preview", async () => {
    using place = new Place({ "preview.json": JSON.stringify(document), "other.json": "{}" });
    expect(await place.liverec("comment")).toMatchObject({ code: 0, out: expect.stringContaining("no job of a pull request") });
    expect(await place.liverec("comment gone.json")).toMatchObject({ code: 1, err: expect.stringContaining("preview --report gone.json") });
    expect(await place.liverec("comment other.json")).toMatchObject({ code: 1, err: expect.stringContaining("is not a preview") });
    writeFileSync(join(place.folder, "newer.json"), JSON.stringify({ ...document, version: 2 }));
    expect((await place.liverec("comment newer.json")).code).toBe(1);
    expect((await place.liverec("comment --number 0")).code).toBe(1);
  });
});
