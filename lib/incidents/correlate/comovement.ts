import type { Group } from './group';

/** In how many groups two places began to fail together, and in how many each of them did at all. */
export type Comovement = { pairs: Record<string, number>; places: Record<string, number> };
export const noComovement: Comovement = { pairs: {}, places: {} };

const separator = '\u0001';
const keyOf = (a: string, b: string) => (a < b ? a + separator + b : b + separator + a);

/** Learns from a group that has ended. Of very wide groups only the places that failed last count: they pair everything. */
export function learnGroup(known: Comovement, group: Group, most: number): Comovement {
  const names = Object.keys(group.places).slice(-20);
  const places = { ...known.places };
  const pairs = { ...known.pairs };
  names.forEach((name, index) => {
    places[name] = (places[name] ?? 0) + 1;
    for (const other of names.slice(index + 1)) pairs[keyOf(name, other)] = (pairs[keyOf(name, other)] ?? 0) + 1;
  });
  return { pairs: mostFrequent(pairs, most), places: mostFrequent(places, most) };
}

/** How often two places failed together, when that is at least half of the times either did; else 0. */
export function timesTogether(known: Comovement, a: string, b: string): number {
  const times = known.pairs[keyOf(a, b)] ?? 0;
  return times > 0 && times * 2 >= Math.max(known.places[a] ?? 0, known.places[b] ?? 0) ? times : 0;
}

function mostFrequent(counts: Record<string, number>, most: number): Record<string, number> {
  const entries = Object.entries(counts);
  if (entries.length <= most) return counts;
  // A quarter at once, so that sorting is rare.
  return Object.fromEntries(entries.sort(([, a], [, b]) => b - a).slice(0, Math.ceil(most * 0.75)));
}
