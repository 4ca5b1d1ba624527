import { countInstant, newBurst } from './bursts';
import { learnGroup, noComovement, type Comovement } from './comovement';
import type { CorrelationShape } from './correlation-shape';
import { newGroup, withSignal, type Group, type Reason } from './group';
import { relate, type Known } from './relate';
import { boundaryOf, differsIn, type Signal } from './signal';
import type { Topology } from './topology';

/** What correlation remembers: the groups that still take alerts in, and what places failed together. Plain values. */
export type Correlation = { groups: Group[]; comovement: Comovement; opened: number };
export const emptyCorrelation: Correlation = { groups: [], comovement: noComovement, opened: 0 };

/** Where an alert was put and why. `movedFrom` when a burst took it along from a group it had just been put into. */
export type Placement = { alertId: string; groupId: string; reasons: Reason[]; movedFrom?: string };
export type Correlated = { correlation: Correlation; placements: Placement[] };

/**
 * Puts an alert into the group it belongs to, or opens one. Alerts have to come in the order of their times. Only the last
 * few seconds are ever revised: when they turn out to be the beginning of another trouble, they move to a group of their own.
 */
export function correlate(
  before: Correlation,
  signal: Signal,
  { topology, shape }: { topology: Topology; shape: CorrelationShape },
): Correlated {
  const correlation = forgetQuiet(before, signal, shape);
  const { group, reasons } = choose(correlation, signal, { topology, comovement: correlation.comovement, shape });
  if (group === null) {
    // A group that went quiet comes back under its own name when one of its alerts does.
    const opened = newGroup(signal.returnsTo ?? String(correlation.opened + 1), [signal], shape);
    return {
      correlation: {
        ...correlation,
        groups: [...correlation.groups, countInstant(opened, signal.at, shape.burst)],
        opened: correlation.opened + (signal.returnsTo === undefined ? 1 : 0),
      },
      placements: [
        {
          alertId: signal.alertId,
          groupId: opened.id,
          reasons: [{ kind: signal.returnsTo === undefined ? 'opened' : 'returned' }],
        },
      ],
    };
  }
  const recent = group.recent.filter(({ at }) => signal.at - at <= shape.burst.windowMs);
  const grown = withSignal({ ...countInstant(group, signal.at, shape.burst), recent }, signal, shape);
  const instants = newBurst(grown, signal.at, shape.burst);
  if (instants !== null) return splitBurst(correlation, group, { grown, instants, shape });
  return {
    correlation: { ...correlation, groups: correlation.groups.map((other) => (other === group ? grown : other)) },
    placements: [{ alertId: signal.alertId, groupId: group.id, reasons }],
  };
}

function forgetQuiet(correlation: Correlation, signal: Signal, shape: CorrelationShape): Correlation {
  const isOpen = (group: Group) => signal.at - group.lastAt <= quietOf(group, signal, shape);
  const ended = correlation.groups.filter((group) => !isOpen(group));
  if (ended.length === 0) return correlation;
  return {
    ...correlation,
    groups: correlation.groups.filter(isOpen),
    comovement: ended.reduce((known, group) => learnGroup(known, group, shape.pairs), correlation.comovement),
  };
}

function quietOf(group: Group, signal: Signal, shape: CorrelationShape): number {
  const slowest = group.recent.reduce((most, { everyMs }) => Math.max(most, everyMs), signal.everyMs);
  return Math.max(shape.quietMs, 2 * slowest);
}

type Chosen = { group: Group | null; reasons: Reason[] };

/** The related group with the most weight: how strongly it is related and how busy it is. */
function choose(correlation: Correlation, signal: Signal, known: Known): Chosen {
  const returned = correlation.groups.find(({ id }) => id === signal.returnsTo);
  if (returned !== undefined || signal.returnsTo !== undefined)
    return { group: returned ?? null, reasons: [{ kind: 'returned' }] };
  const boundary = boundaryOf(signal);
  const { shape } = known;
  let chosen: Chosen & { weight: number } = { group: null, reasons: [], weight: 0 };
  for (const group of correlation.groups) {
    if (differsIn(boundary, group.boundary) !== null || group.refused.includes(signal.alertId)) continue;
    const { strength, reasons } = relate(signal, group, known);
    if (strength < shape.leastRelation) continue;
    const weight = strength + shape.recency * Math.exp(-(signal.at - group.lastAt) / shape.fadeMs);
    if (weight >= chosen.weight) chosen = { group, reasons, weight };
  }
  return chosen;
}

function splitBurst(
  correlation: Correlation,
  group: Group,
  { grown, instants, shape }: { grown: Group; instants: number; shape: CorrelationShape },
): Correlated {
  const [first, ...rest] = grown.recent;
  if (first === undefined) return { correlation, placements: [] };
  const id = String(correlation.opened + 1);
  const fresh = { ...newGroup(id, [first, ...rest], shape), boundary: grown.boundary };
  const left = { ...grown, recent: [], alerts: grown.alerts - fresh.alerts, lastAt: Math.min(group.lastAt, first.at) };
  const reason: Reason = { kind: 'burst', instants, windowMs: shape.burst.windowMs };
  const here = grown.recent.length - 1;
  return {
    correlation: {
      ...correlation,
      groups: [...correlation.groups.filter((other) => other !== group), left, fresh],
      opened: correlation.opened + 1,
    },
    placements: grown.recent.map(({ alertId }, index) => ({
      alertId,
      groupId: id,
      reasons: [reason],
      ...(index === here ? {} : { movedFrom: group.id }),
    })),
  };
}
