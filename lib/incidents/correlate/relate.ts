import { timesTogether, type Comovement } from './comovement';
import type { CorrelationShape } from './correlation-shape';
import type { Group, Reason } from './group';
import { placesOf, type Signal } from './signal';
import { stepsBetween, type Topology } from './topology';

/** What is known of places, and the numbers to weigh it with. */
export type Known = { topology: Topology; comovement: Comovement; shape: CorrelationShape };
export type Relation = { strength: number; reasons: Reason[] };

/**
 * How an alert is related to a group, 0 to 1, and by what: the same place, a near one in the topology, one that failed
 * together with it before, or, when nothing is known of its places, a common beginning.
 */
export function relate(signal: Signal, group: Group, known: Known): Relation {
  const places = placesOf(signal);
  const there = new Set(Object.keys(group.places));
  const found = places.flatMap((place) => [...near(place, there, known), ...together(place, there, known)]);
  if (found.length === 0 && !places.some((place) => known.topology.has(place)))
    found.push(...beginsWith(signal, group, known));
  const strength = found.reduce((best, relation) => Math.max(best, relation.strength), 0);
  const strongest = found.filter((relation) => relation.strength === strength);
  return { strength, reasons: strongest.slice(0, 3).map(({ reason }) => reason) };
}

type Found = { strength: number; reason: Reason };

function near(place: string, there: ReadonlySet<string>, { topology, shape }: Known): Found[] {
  const nearest = stepsBetween(topology, { from: place, others: there, limit: shape.steps.length - 1 });
  if (nearest === null) return [];
  const { steps } = nearest;
  const reason: Reason =
    steps === 0 ? { kind: 'same_place', place } : { kind: 'topology', place, near: nearest.place, steps };
  return [{ strength: shape.steps[steps] ?? 0, reason }];
}

function together(place: string, there: ReadonlySet<string>, { comovement, shape }: Known): Found[] {
  return [...there].flatMap((other) => {
    const times = timesTogether(comovement, place, other);
    if (times < shape.learnedAfter) return [];
    return [{ strength: shape.comovement, reason: { kind: 'comovement', place, near: other, times } }];
  });
}

function beginsWith(signal: Signal, group: Group, { shape }: Known): Found[] {
  const withinMs = signal.at - group.openedAt;
  const onsetMs = Math.max(shape.onsetMs, 2 * signal.everyMs);
  return withinMs <= onsetMs ? [{ strength: shape.comovement, reason: { kind: 'onset', withinMs } }] : [];
}
