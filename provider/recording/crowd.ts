import { RECORDERS_PER_STREAM } from "./by-task";
import type { Span } from "./moments";

/**
 * Of what wants a recorder on one stream, those that get none: as many others record it when they begin as the service runs at once. Each with
 * these others. In order of the begin, as they are told; the stream is taken to be on air all the time.
 */
export function crowdedOut<T extends Span>(wanted: readonly T[]): Map<T, readonly T[]> {
  const crowded = new Map<T, readonly T[]>();
  let running: T[] = [];
  for (const one of [...wanted].sort((a, b) => a.start - b.start)) {
    running = running.filter(({ end }) => end > one.start);
    if (running.length >= RECORDERS_PER_STREAM) crowded.set(one, [...running]);
    else running.push(one);
  }
  return crowded;
}
