import type { Account } from "./account";
import { type Code, fail } from "./codes";
import { preferredTwin, refuse } from "./inferred-codes";
import { type Fields, type Input, type Reading, readFields } from "./parameters";

export type Service = "live" | "vod";

/** What an action is asked: the account, its time in milliseconds, and the parameters as its table types them. */
export interface Call<P extends Fields> {
  readonly account: Account;
  readonly now: number;
  readonly input: Input<P>;
}

/** One action of the service, as data and one function. */
export interface Definition<P extends Fields> {
  readonly name: string;
  readonly service: Service;
  /** Requests per second (service facts 7.15; where none is stated, 200 for writes and 500 for reads, INF). */
  readonly rate: number;
  /** Regions that the action works in, and the request has to name one of them. Absent: the action takes no region. */
  readonly regions?: readonly string[];
  readonly parameters: P;
  /** Business codes that the action documents. */
  readonly codes: readonly string[];
  /** Codes that the emulator answers although the action documents none that fits. */
  readonly inferredCodes?: readonly string[];
  /** A call that finds nothing to answer waits until it does, or until the seconds are over on the machine's clock. */
  readonly wait?: { seconds(call: Call<P>): number; until(call: Call<P>): boolean };
  run(call: Call<P>): object;
}

/** A call whose parameters have been read. */
export interface Ready {
  readonly wait: { seconds(account: Account): number; until(account: Account): boolean } | undefined;
  run(account: Account): object;
}

/** An action ready to be called with parameters that nobody has looked at yet. */
export interface Action {
  readonly name: string;
  readonly service: Service;
  readonly rate: number;
  readonly regions: readonly string[] | undefined;
  readonly parameters: Fields;
  readonly codes: readonly string[];
  readonly inferredCodes: readonly string[];
  /** Reads the parameters and returns what is left to do, so that rates are counted in between. */
  prepare(raw: object, flat: boolean): Ready;
}

/** Turns a definition into an action. Bad types and values are answered with the parameter codes that the action lists. */
export function defineAction<P extends Fields>(definition: Definition<P>): Action {
  const { codes, parameters, wait } = definition;
  const listed = (preferred: Code, other: Code): Code => (!codes.includes(preferred) && codes.includes(other) ? other : preferred);
  const wrongType = listed("InvalidParameter", "InvalidParameterValue");
  const anyValue = listed("InvalidParameterValue", "InvalidParameter");
  /** A page that has a code for bad values of just this parameter answers it. */
  const wrongValue = (parameter: string): string => {
    const own = `InvalidParameterValue.${parameter}`;
    return codes.includes(own) ? own : anyValue;
  };
  const strict: Reading = { flat: false, wrongType, wrongValue };
  const lenient: Reading = { flat: true, wrongType, wrongValue };
  return {
    name: definition.name,
    service: definition.service,
    rate: definition.rate,
    regions: definition.regions,
    parameters,
    codes,
    inferredCodes: definition.inferredCodes ?? [],
    prepare(raw, flat) {
      const input = readFields(parameters, raw, "", flat ? lenient : strict);
      const call = (account: Account): Call<P> => ({ account, now: account.now(), input });
      return {
        wait: wait && {
          seconds: (account) => wait.seconds(call(account)),
          until: (account) => !account.settings.vodActivated || wait.until(call(account)),
        },
        run(account) {
          refuseWithoutVod(account, definition);
          try {
            return definition.run(call(account));
          } catch (error) {
            throw preferredTwin(account, codes, error);
          }
        },
      };
    },
  };
}

/** Where VOD was never activated, the tasks of Live say so, and VOD's own actions do not know the user. */
const VOD_OFF = ["FailedOperation.InvalidVodUser", "ResourceUnavailable.InvalidVodStatus"] as const;

function refuseWithoutVod(account: Account, { codes, service, name }: Pick<Action, "codes" | "service" | "name">): void {
  if (account.settings.vodActivated) return;
  const code = VOD_OFF.find((one) => codes.includes(one));
  if (code !== undefined) fail(code);
  if (service === "vod") refuse(account, "clipWithoutVod", `${name} needs VOD, which is not activated for this user.`);
}
