import { closest, distance } from "fastest-levenshtein";
import { listIn, textIn } from "../../core/answer";
import type { Props } from "../../core/schema";
import { QUOTAS } from "../../recording/quotas";
import { countIn, pages } from "../pages";
import type { Reader } from "../reader";
import { type Diagnosis, finding, looked, unknown, well } from "./diagnosis";
import { quotaState } from "./quotas";

interface Domain {
  readonly name: string;
  readonly type: "push" | "play";
  readonly enabled: boolean;
}

const PAGE = 100;

/** Whether the domains that are declared exist in Live and are switched on, and how many domains there are. */
export async function domains(reader: Reader, push: readonly string[], play: readonly string[]): Promise<Diagnosis[]> {
  const id = "domains";
  return looked(id, "domains", async () => {
    const all = await allDomains(reader, push);
    const declared = [...push.map((name) => pushDomain(id, name, all)), ...play.map((name) => playDomain(id, name, all))];
    return [...declared, quotaState("domain-quota", all.length, QUOTAS.domains)];
  });
}

/** The domains of the account. One that is on no page is asked for by its name: it may have been added while the pages were read. */
async function allDomains(reader: Reader, push: readonly string[]): Promise<Domain[]> {
  const listed = await listedDomains(reader);
  const missing = push.filter((name) => !listed.some((domain) => domain.name === name));
  const asked = await Promise.all(missing.map((DomainPrefix) => listedDomains(reader, { DomainPrefix })));
  return [...listed, ...asked.flat().filter(({ name }) => missing.includes(name))];
}

function listedDomains(reader: Reader, filter: Props = {}): Promise<Domain[]> {
  const action = "DescribeLiveDomains";
  const ask = async (page: number) => {
    const answer = await reader.call(action, { ...filter, PageNum: page, PageSize: PAGE });
    const entries = listIn(action, answer, "DomainList").map(
      (domain): Domain => ({
        name: textIn(domain, "Name") ?? "",
        type: domain["Type"] === 0 ? "push" : "play",
        enabled: domain["Status"] !== 0,
      }),
    );
    return { entries, total: countIn(answer, "AllCount") };
  };
  return pages(action, ask, PAGE);
}

function pushDomain(id: string, name: string, all: readonly Domain[]): Diagnosis {
  const found = all.find((domain) => domain.name === name && domain.type === "push");
  if (found !== undefined) return found.enabled ? well(id, `The push domain ${name} exists.`) : switchedOff(id, "push", name);
  if (all.some((domain) => domain.name === name)) {
    return finding(id, `${name} is a play domain of the account, not a push domain.`, "Name the domain to which the stream is pushed.");
  }
  const near = nearest(name, all, "push");
  return finding(
    id,
    `The account has no push domain ${name}.`,
    near === undefined ? "Add it in the console, or correct its spelling." : `Did you mean ${near}? Else add ${name} in the console.`,
  );
}

/** Clips are taken from a domain of VOD, which Live need not know: only a likely slip of the pen is a finding. */
function playDomain(id: string, name: string, all: readonly Domain[]): Diagnosis {
  const found = all.find((domain) => domain.name === name);
  if (found?.type === "push") {
    return finding(id, `${name} is a push domain of the account, not a play domain.`, "Name the domain from which the stream is played.");
  }
  if (found !== undefined) return found.enabled ? well(id, `The play domain ${name} exists.`) : switchedOff(id, "play", name);
  const near = nearest(name, all, "play");
  const text = `Live has no play domain ${name}.`;
  if (near !== undefined) return finding(id, text, `Did you mean ${near}? Else add ${name} in the console.`);
  return unknown(id, text, "If it was added in VOD for time shift, that cannot be seen from here: look at it in the VOD console.");
}

function switchedOff(id: string, type: Domain["type"], name: string): Diagnosis {
  return finding(id, `The ${type} domain ${name} is switched off.`, "Start it in the console, under domain management.");
}

function nearest(name: string, all: readonly Domain[], type: Domain["type"]): string | undefined {
  const names = all.filter((domain) => domain.type === type).map((domain) => domain.name);
  if (names.length === 0) return undefined;
  const best = closest(name, names);
  return distance(name, best) <= 2 ? best : undefined;
}
