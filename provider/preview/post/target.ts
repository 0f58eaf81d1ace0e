import { readFileSync } from "node:fs";
import { UserError } from "../../core/errors";
import { isProps } from "../../core/schema";
import type { Flavour } from "../render/markdown";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the comment goes. */
export interface CommentTarget {
  readonly site: Flavour;
  /** Address of the API, without a slash at its end. */
  readonly api: string;
  /** `owner/name`; for GitLab its number or path. */
  readonly project: string;
  /** Number of the pull request or merge request. */
  readonly number: number;
  readonly token: string;
}

export interface TargetOptions {
  readonly site?: Flavour | undefined;
  readonly project?: string | undefined;
  readonly number?: number | undefined;
}

/** What the environment of a CI job says; what is given wins. Undefined: this is no job of a pull request. */
export function targetOf(env: Environment, given: TargetOptions = {}): CommentTarget | undefined {
  const site = given.site ?? siteOf(env);
  if (site === undefined) return undefined;
  const { api, project, number, token } = { github, gitlab, gitee }[site](env);
  const found = { site, api: api.replace(/\/+$/, ""), project: given.project ?? project, number: given.number ?? number, token };
  if (found.number === undefined) return undefined;
  if (!found.project) throw new UserError("It is not known which project the comment is for: name it with --project.");
  return { ...found, project: found.project, number: found.number, token: found.token ?? "" };
}

/** Names of the variables that may hold the token, the first wins. */
export const TOKENS: Readonly<Record<Flavour, readonly string[]>> = {
  github: ["LIVEREC_COMMENT_TOKEN", "GITHUB_TOKEN", "GH_TOKEN"],
  gitlab: ["LIVEREC_COMMENT_TOKEN", "GITLAB_TOKEN"],
  gitee: ["LIVEREC_COMMENT_TOKEN", "GITEE_TOKEN", "GITEE_ACCESS_TOKEN"],
};

function siteOf(env: Environment): Flavour | undefined {
  if (env["GITHUB_ACTIONS"] === "true") return "github";
  if (env["GITLAB_CI"] === "true") return "gitlab";
  return env["GITEE_REPO"] || env["GITEE_PULL_REQUEST_IID"] ? "gitee" : undefined;
}

interface Found {
  readonly api: string;
  readonly project: string | undefined;
  readonly number: number | undefined;
  readonly token: string | undefined;
}

function github(env: Environment): Found {
  const number = eventNumber(env["GITHUB_EVENT_PATH"]) ?? /^refs\/pull\/(\d+)\//.exec(env["GITHUB_REF"] ?? "")?.[1];
  return {
    api: env["GITHUB_API_URL"] || "https://api.github.com",
    project: env["GITHUB_REPOSITORY"],
    number: numberIn(number),
    token: tokenIn(env, "github"),
  };
}

/** The event that started the job: its file tells the number also where the ref does not. */
function eventNumber(path: string | undefined): string | undefined {
  if (!path) return undefined;
  try {
    const event: unknown = JSON.parse(readFileSync(path, "utf8"));
    const pull = isProps(event) ? event["pull_request"] : undefined;
    return isProps(pull) ? String(pull["number"]) : undefined;
  } catch {
    return undefined;
  }
}

function gitlab(env: Environment): Found {
  return {
    api: env["CI_API_V4_URL"] || "https://gitlab.com/api/v4",
    project: env["CI_PROJECT_ID"] || env["CI_PROJECT_PATH"],
    number: numberIn(env["CI_MERGE_REQUEST_IID"]),
    token: tokenIn(env, "gitlab"),
  };
}

function gitee(env: Environment): Found {
  return {
    api: env["GITEE_API_URL"] || "https://gitee.com/api/v5",
    project: env["GITEE_REPO"],
    number: numberIn(env["GITEE_PULL_REQUEST_IID"]),
    token: tokenIn(env, "gitee"),
  };
}

function tokenIn(env: Environment, site: Flavour): string | undefined {
  return TOKENS[site].map((name) => env[name]).find((token) => token !== undefined && token !== "");
}

function numberIn(text: string | undefined): number | undefined {
  const number = Number(text);
  return text !== undefined && Number.isInteger(number) && number > 0 ? number : undefined;
}
