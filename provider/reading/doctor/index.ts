import { defaultReader, type Reader } from "../reader";
import { credentials, vod } from "./access";
import { type CallbackUrl, callbacks } from "./callbacks";
import type { Diagnosis } from "./diagnosis";
import { domains } from "./domains";
import { type Reach, reachUrl } from "./probe";
import { quotas } from "./quotas";
import { type PlannedTask, recordTasks, timedRecords } from "./record-tasks";
import { type ClippedStream, timeShift } from "./time-shift";

export type { CallbackUrl } from "./callbacks";
export type { Diagnosis } from "./diagnosis";
export type { Answered, Reach } from "./probe";
export type { PlannedTask } from "./record-tasks";
export type { ClippedStream } from "./time-shift";

/** What an event needs of the account. */
export interface DoctorOptions {
  /** Push domains that must exist. */
  readonly domains?: readonly string[];
  /** Play domains that are declared. */
  readonly playDomains?: readonly string[];
  /** Streams of which clips are to be cut, which need time shift. */
  readonly clipped?: readonly ClippedStream[];
  /** Record tasks that are declared. */
  readonly tasks?: readonly PlannedTask[];
  /** How many timed records are declared. */
  readonly timedRecords?: number;
  /** Callback URLs that are declared, beside those that the account has. */
  readonly callbackUrls?: readonly CallbackUrl[];
  /** VOD application, or several. Default: the main one. */
  readonly subAppId?: string | number | readonly (string | number)[];
  /** Asks a callback URL; default: by a request without body, for at most 5 seconds. */
  readonly reach?: Reach;
}

/**
 * Looks at an account before an event: credentials, VOD, domains, quotas and what is used of them, time shift, callbacks. Reads only; a callback URL is
 * sent a request without body.
 * @returns everything that was looked at; never throws for what it finds
 */
export async function doctor(options: DoctorOptions = {}, reader: Reader = defaultReader()): Promise<Diagnosis[]> {
  const access = await credentials(reader);
  if (access.closed) return [access.diagnosis];
  const { domains: push = [], playDomains = [], clipped = [], tasks = [], callbackUrls = [], reach = reachUrl } = options;
  const given = [options.subAppId ?? []].flat();
  const applications = given.length === 0 ? [undefined] : given;
  const rest = await Promise.all([
    ...applications.map((application) => vod(reader, application)),
    domains(reader, push, playDomains),
    quotas(reader),
    recordTasks(reader, tasks),
    timedRecords(options.timedRecords ?? 0),
    timeShift(reader, clipped, push),
    callbacks(reader, applications, callbackUrls, reach),
  ]);
  return [access.diagnosis, ...rest.flat()];
}
