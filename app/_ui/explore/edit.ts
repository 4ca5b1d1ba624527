import type { FieldError } from '@/lib/errors/app-error';
import type { ExploreSpec } from '@/lib/dashboards/explore/explore-kinds';

/** What a part of the builder gets: the question, how to change it, and what the portal found wrong with it. */
export type Edit<S = ExploreSpec> = {
  spec: S;
  /** `typing` names the part that is being typed in, so that its letters become one step back and not many. */
  onChange: (spec: S, typing?: string) => void;
  faults: readonly FieldError[];
};

/** What is wrong at a part of the question or inside it, for example at `measures.0`. */
export function faultAt(faults: readonly FieldError[], path: string): string | undefined {
  return faults.find((fault) => fault.path === path || fault.path.startsWith(`${path}.`))?.reason;
}

/** A list with one entry changed, or without it when there is nothing in its place. */
export function withEntry<T>(list: readonly T[], index: number, entry: T | null): T[] {
  if (entry === null) return list.filter((_, at) => at !== index);
  return index < list.length ? list.map((one, at) => (at === index ? entry : one)) : [...list, entry];
}
