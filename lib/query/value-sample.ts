/** What there is of an event's name: all of it and what happened within each of the `newestMs`. */
export type NameCount = { name: string; events: number; newest: readonly number[] };

/**
 * What is read to find values: every event of the names in `whole`, of the others every event of the last `newestMs` and one
 * block in `every` of those before, which stand for the `older`. `events` is how many that is about, `of` how many there are.
 */
export type ValueSample = {
  whole: string[];
  newestMs: number;
  every: number;
  older: { name: string; events: number }[];
  events: number;
  of: number;
};

/** As many as can be read in a moment; more are sampled. */
const readAll = 300_000;
const sampled = 150_000;
/** Names with so few events are read whole, as blocks would miss them, the rarest first until so many events are together. */
const rare = 20_000;
const allRare = 60_000;
const maxNames = 500;
/** What has just arrived is looked for, too, as far as it is so many events. */
const allNewest = 40_000;

/** The latest times, ms, one of which is read whole: the longest that is not too much. */
export const newestMs = [86_400_000, 7_200_000, 900_000, 60_000] as const;

/** Null when all events can be read. */
export function valueSampleOf(names: readonly NameCount[]): ValueSample | null {
  const of = names.reduce((sum, { events }) => sum + events, 0);
  if (of <= readAll) return null;
  const whole: string[] = [];
  let events = 0;
  for (const one of [...names].sort((a, b) => a.events - b.events).slice(0, maxNames)) {
    if (one.events > rare || events + one.events > allRare) break;
    whole.push(one.name);
    events += one.events;
  }
  const others = names.filter(({ name }) => !whole.includes(name));
  const counts = newestMs.map((_, index) => others.reduce((sum, { newest }) => sum + (newest[index] ?? 0), 0));
  const index = counts.findIndex((count) => count <= allNewest);
  const newest = counts[index] ?? 0;
  const rest = of - events - newest;
  const every = Math.max(1, Math.ceil(rest / sampled));
  return {
    whole,
    newestMs: newestMs[index] ?? 0,
    every,
    older: others.map((one) => ({ name: one.name, events: one.events - (one.newest[index] ?? 0) })),
    events: Math.round(events + newest + rest / every),
    of,
  };
}
