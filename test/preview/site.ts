import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Flavour } from "../../provider/preview/index";

interface StoredComment {
  readonly id: number;
  body: string;
  readonly author: string;
}

/** The comments of one pull request, behind the documented endpoints of a site. */
export class FakeSite implements AsyncDisposable {
  readonly comments: StoredComment[] = [];
  readonly calls: string[] = [];
  /** The account of the token. */
  account = "keeper";
  /** The account as `GET /user` tells it; undefined: the token may not ask, as that of a job at GitHub. */
  told: string | undefined = "keeper";
  /** What else there is to read, by path. */
  readonly files = new Map<string, unknown>();
  /** Answers to give instead, the next call first: a status, a status with headers, or "cut". */
  readonly trouble: (number | readonly [number, Record<string, string>] | "cut" | "cut-after")[] = [];
  readonly #server: Server;

  private constructor(
    readonly site: Flavour,
    readonly token: string,
  ) {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then((answer) => {
        if (answer === "cut") return request.socket.destroy();
        const [status, content, headers] = answer;
        response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(content));
      });
    });
  }

  static async open(site: Flavour, token = "writer"): Promise<FakeSite> {
    const made = new FakeSite(site, token);
    await new Promise<void>((resolve) => made.#server.listen(0, "127.0.0.1", resolve));
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  add(count: number, body = "something else", author = this.account): void {
    for (let index = 0; index < count; index += 1) this.comments.push({ id: this.comments.length + 1, body, author });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage): Promise<"cut" | [number, unknown, Record<string, string>]> {
    const text = await new Promise<string>((resolve) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => resolve(body));
    });
    const url = new URL(request.url ?? "", this.url);
    this.calls.push(`${request.method} ${url.pathname}${url.search}`);
    const trouble = this.trouble.shift();
    if (trouble === "cut") return "cut";
    if (typeof trouble === "number") return [trouble, { message: "trouble" }, {}];
    if (trouble !== undefined && trouble !== "cut-after") return [trouble[0], { message: "trouble" }, trouble[1]];
    const given = request.headers.authorization?.replace(/^(Bearer|token) /, "") ?? request.headers["private-token"];
    const answer = this.#serve(request.method ?? "", url, text, given === this.token);
    return trouble === "cut-after" ? "cut" : answer;
  }

  #serve(method: string, url: URL, text: string, writer: boolean): [number, unknown, Record<string, string>] {
    if (method === "GET" && this.files.has(url.pathname)) return [200, this.files.get(url.pathname), {}];
    const [list, one] = {
      github: ["/repos/o/r/issues/7/comments", /^\/repos\/o\/r\/issues\/comments\/(\d+)$/] as const,
      gitlab: ["/projects/o%2Fr/merge_requests/7/notes", /^\/projects\/o%2Fr\/merge_requests\/7\/notes\/(\d+)$/] as const,
      gitee: ["/repos/o/r/pulls/7/comments", /^\/repos\/o\/r\/pulls\/comments\/(\d+)$/] as const,
    }[this.site];
    if (method === "GET" && url.pathname === list) return this.#page(url);
    if (method === "GET" && url.pathname === "/user")
      return this.told === undefined
        ? [403, { message: "Resource not accessible by integration" }, {}]
        : [200, { [this.#name]: this.told }, {}];
    // A token that may only read: GitHub says 403, and 404 for a repository that it must not know of.
    if (!writer) return [this.site === "gitee" ? 404 : 403, { message: "Resource not accessible by integration" }, {}];
    const { body } = JSON.parse(text) as { body: string };
    if (method === "POST" && url.pathname === list) {
      this.comments.push({ id: this.comments.length + 1, body, author: this.account });
      return [201, this.comments.at(-1), {}];
    }
    const id = Number(one.exec(url.pathname)?.[1]);
    const found = this.comments.find((comment) => comment.id === id);
    if (found === undefined || method !== (this.site === "gitlab" ? "PUT" : "PATCH")) return [404, { message: "Not Found" }, {}];
    if (found.author !== this.account) return [this.site === "gitee" ? 404 : 403, { message: "Forbidden" }, {}];
    found.body = body;
    return [200, found, {}];
  }

  #page(url: URL): [number, unknown, Record<string, string>] {
    const [page, size] = [Number(url.searchParams.get("page")), Number(url.searchParams.get("per_page"))];
    const last = page * size >= this.comments.length;
    const next = new URL(url);
    next.searchParams.set("page", String(page + 1));
    // Gitee names no next page; there a full page means that there may be one.
    const headers: Record<string, string> =
      last || this.site === "gitee" ? {} : { link: `<${next.href}>; rel="next", <${url.href}>; rel="last"` };
    const shown = this.comments.slice((page - 1) * size, page * size).map(({ id, body, author }) => ({ id, body, ...this.#by(author) }));
    return [200, shown, headers];
  }

  get #name(): "login" | "username" {
    return this.site === "gitlab" ? "username" : "login";
  }

  #by(author: string): object {
    return { [this.site === "gitlab" ? "author" : "user"]: { [this.#name]: author } };
  }
}
