import { isProps } from "../../core/schema";
import type { Flavour } from "../render/markdown";
import { callSite, Refused, type Reply } from "./http";
import type { CommentTarget } from "./target";

/** A comment as the site lists it. */
export interface Comment {
  readonly id: string;
  readonly body: string;
  /** Who wrote it, by the name of the account; undefined where the site does not say. */
  readonly author: string | undefined;
}

/** What a site can do with comments. */
export interface Site {
  /** All comments of the pull request, page by page. */
  comments(): AsyncGenerator<Comment>;
  /** Tells the comments of the token's own account; a comment of whom it cannot be told may be its own. */
  ownership(): Promise<(comment: Comment) => boolean>;
  create(body: string): Promise<void>;
  update(id: string, body: string): Promise<void>;
}

/** More comments than this nobody reads, and a loop in the site's pages must end. */
const MOST_PAGES = 100;

/** A site's interface for comments on one pull request. */
export function openSite(target: CommentTarget, delays?: readonly number[]): Site {
  const { api, project, number, token } = target;
  const forms: Readonly<Record<Flavour, Form>> = {
    // Pull requests are issues there, as far as comments go.
    github: {
      list: `${api}/repos/${project}/issues/${number}/comments`,
      one: (id) => `${api}/repos/${project}/issues/comments/${id}`,
      update: "PATCH",
      headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" },
    },
    gitlab: {
      list: `${api}/projects/${encodeURIComponent(project)}/merge_requests/${number}/notes`,
      one: (id) => `${api}/projects/${encodeURIComponent(project)}/merge_requests/${number}/notes/${id}`,
      update: "PUT",
      headers: { "private-token": token },
    },
    gitee: {
      list: `${api}/repos/${project}/pulls/${number}/comments`,
      one: (id) => `${api}/repos/${project}/pulls/comments/${id}`,
      update: "PATCH",
      headers: { authorization: `token ${token}` },
    },
  };
  const form = forms[target.site];
  const options = { headers: form.headers, ...(delays === undefined ? {} : { delays }) };
  return {
    async *comments() {
      let url: string | undefined = `${form.list}?per_page=100&page=1`;
      for (let page = 1; url !== undefined && page <= MOST_PAGES; page += 1) {
        const reply: Reply = await callSite("GET", url, options);
        const entries: unknown[] = Array.isArray(reply.body) ? reply.body : [];
        yield* entries.flatMap(commentOf);
        // The token goes to the site that was named, and to no other that a page may name.
        const next: string | undefined = reply.next ?? (entries.length === 100 ? `${form.list}?per_page=100&page=${page + 1}` : undefined);
        url = next !== undefined && new URL(next).origin === new URL(api).origin ? next : undefined;
      }
    },
    async ownership() {
      const user = await userOf(`${api}/user`, options);
      if (user !== undefined) return ({ author }) => author === undefined || author === user;
      // GitHub tells its apps, of which the token of a job is one, not who they are. Their accounts bear a name that no person can have.
      return ({ author }) => author === undefined || target.site !== "github" || author.endsWith("[bot]");
    },
    async create(body) {
      await callSite("POST", form.list, options, { body });
    },
    async update(id, body) {
      await callSite(form.update, form.one(id), options, { body });
    },
  };
}

interface Form {
  readonly list: string;
  one(id: string): string;
  readonly update: "PATCH" | "PUT";
  readonly headers: Readonly<Record<string, string>>;
}

/** The account of the token: `GET /user` on every site; undefined where the token may not ask. */
async function userOf(url: string, options: Parameters<typeof callSite>[2]): Promise<string | undefined> {
  try {
    return accountOf((await callSite("GET", url, options)).body);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** GitHub and Gitee call it `login`, GitLab `username`. */
function accountOf(value: unknown): string | undefined {
  if (!isProps(value)) return undefined;
  const name = value["login"] ?? value["username"];
  return typeof name === "string" ? name : undefined;
}

function commentOf(value: unknown): Comment[] {
  if (!isProps(value) || typeof value["body"] !== "string") return [];
  const { id, body, user, author } = value;
  return typeof id === "number" || typeof id === "string" ? [{ id: String(id), body, author: accountOf(user ?? author) }] : [];
}
