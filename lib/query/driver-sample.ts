import type { Aggregate } from '@/lib/model/measure';
import { blockRows } from './block-sample';

/** Names of which one block in `every` is read; the names in no stratum are read whole. */
export type Strata = { every: number; names: string[] }[];
/** Of each side of the focus. */
export type DriverSample = { inside: Strata; outside: Strata };

/** Figures that can be estimated from a part of the events, with the error of the estimate. */
export const estimable: readonly Aggregate[] = ['count', 'rate', 'sum', 'avg'];

/** So many events of a side are read all, once per field; of more, about the other number are. */
const readAll = 2_000_000;
const wanted = 400_000;
/** At least so many blocks of each name: the error of fewer cannot be told. */
const fewestBlocks = 4;
const maxNames = 500;

/**
 * Which names to read whole and of which only some blocks, so that a few hundred thousand events are read of a side, whatever
 * there is: of a name as many as the root of its events, by a power of two, so that names share a query.
 */
export function strataOf(names: readonly { name: string; events: number }[]): Strata {
  if (names.reduce((sum, { events }) => sum + events, 0) <= readAll) return [];
  const frequent = [...names].sort((a, b) => b.events - a.events).slice(0, maxNames);
  const roots = frequent.reduce((sum, { events }) => sum + Math.sqrt(events), 0);
  const strata = new Map<number, string[]>();
  for (const { name, events } of frequent) {
    const share = Math.max(fewestBlocks * blockRows, (Math.sqrt(events) / roots) * wanted);
    const every = 2 ** Math.floor(Math.log2(Math.max(1, events / share)));
    if (every > 1) strata.set(every, [...(strata.get(every) ?? []), name]);
  }
  return [...strata].map(([every, found]) => ({ every, names: found })).sort((a, b) => a.every - b.every);
}
