import type { Fault } from "../../emulator/index";
import type { Call, MiniEngine } from "./mini-engine";

/** What a step of a test may need of a place beyond being answered. */
export type Ability = "a running stream" | "a recorded stream" | "faults" | "rules for a whole domain";

/** Where the life of the kinds is looked at: an emulator, or the service itself. */
export interface Place {
  readonly name: string;
  /** What this place cannot do, and why. */
  readonly lacks: Readonly<Partial<Record<Ability, string>>>;
  /** Milliseconds that a listing may lag behind a write. */
  readonly lagMs: number;
  /** A stage of its own for one test. */
  open(): Promise<Stage>;
}

/** A place for the length of one test. */
export interface Stage {
  readonly world: World;
  readonly engine: MiniEngine;
  /** The calls since the stage was opened. */
  calls(): Promise<readonly Call[]>;
  /** Sees to it that `world.running` runs. Not where the place lacks it. */
  run(): Promise<void>;
  /** Not where the place lacks faults. */
  fault(fault: Fault): Promise<void>;
  /** Leaves nothing of the test behind. */
  close(): Promise<void>;
}

/** What the inputs of a case are made of. */
export interface World {
  /** The service's time when the stage was opened, or earlier. */
  readonly now: Date;
  /** Begins every name that the test makes, so that its objects are told from those of others: letters, digits and hyphens. */
  readonly tag: string;
  /** Push domain of the account. */
  readonly domain: string;
  /** A stream that is pushed while the test runs; an example of one where the place lacks it. */
  readonly running: RunningStream;
  /** Begins the URLs that are told of events, without a slash at its end. */
  readonly callbacks: string;
  readonly cos: { readonly appId: number; readonly bucket: string; readonly region: string };
  readonly vod: {
    /** Application that files go to; absent for the main one of an account that has no other. */
    readonly subAppId?: number;
    /** A category and a task flow that exist. */
    readonly classId: number;
    readonly procedure: string;
  };
}

export interface RunningStream {
  readonly app: string;
  readonly stream: string;
  /** Play domain of the time shift. */
  readonly host: string;
  /** A window that the time shift holds. */
  readonly from: Date;
  readonly to: Date;
}

/** A step that a place does not run. */
export interface LeftOut {
  readonly step: string;
  readonly lacks: Ability;
}

/** The first of several needs that a place does not meet. */
export function lacking({ lacks }: Place, needs: readonly (Ability | undefined)[]): Ability | undefined {
  return needs.find((ability) => ability !== undefined && lacks[ability] !== undefined);
}

/** What is left out at a place and why, in lines for whoever runs the suite. */
export function leftOutLines(place: Place, leftOut: readonly LeftOut[]): string[] {
  return Object.entries(place.lacks).flatMap(([ability, why]) => {
    const steps = leftOut.filter(({ lacks }) => lacks === ability).map(({ step }) => step);
    return steps.length === 0 ? [] : [`not run without ${ability} (${why}):`, ...steps.map((step) => `  ${step}`)];
  });
}
