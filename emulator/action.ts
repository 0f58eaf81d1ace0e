import type { Account } from "./account.js";
import type { Code } from "./codes.js";
import { type Fields, type Input, type Reading, readFields } from "./parameters.js";

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
  /** The action takes no default region: the request has to name one. */
  readonly needsRegion?: boolean;
  readonly parameters: P;
  /** Business codes that the action documents. */
  readonly codes: readonly string[];
  run(call: Call<P>): object;
}

/** An action ready to be called with parameters that nobody has looked at yet. */
export interface Action {
  readonly name: string;
  readonly service: Service;
  readonly rate: number;
  readonly needsRegion: boolean;
  readonly parameters: Fields;
  readonly codes: readonly string[];
  /** Reads the parameters and returns what is left to do, so that rates are counted in between. */
  prepare(raw: object, flat: boolean): (account: Account) => object;
}

/** Turns a definition into an action. Bad types and values are answered with the parameter codes that the action lists. */
export function defineAction<P extends Fields>(definition: Definition<P>): Action {
  const { codes, parameters } = definition;
  const listed = (preferred: Code, other: Code): Code => (!codes.includes(preferred) && codes.includes(other) ? other : preferred);
  const wrongType = listed("InvalidParameter", "InvalidParameterValue");
  const wrongValue = listed("InvalidParameterValue", "InvalidParameter");
  const strict: Reading = { flat: false, wrongType, wrongValue };
  const lenient: Reading = { flat: true, wrongType, wrongValue };
  return {
    name: definition.name,
    service: definition.service,
    rate: definition.rate,
    needsRegion: definition.needsRegion ?? false,
    parameters,
    codes,
    prepare(raw, flat) {
      const input = readFields(parameters, raw, "", flat ? lenient : strict);
      return (account) => definition.run({ account, now: account.now(), input });
    },
  };
}
