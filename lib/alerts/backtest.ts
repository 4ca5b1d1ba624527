import type { RuleDoc } from '@/lib/model/rule';
import type { Severity } from '@/lib/model/severity';
import { hourMs } from '@/lib/time/duration';
import { correlate, emptyCorrelation, type Correlation } from '@/lib/incidents/correlate/correlate';
import { correlationShape } from '@/lib/incidents/correlate/correlation-shape';
import type { Topology } from '@/lib/incidents/correlate/topology';
import { evaluate, type Evaluated, type SeriesRow, type Sight } from './evaluate';
import { signalOf } from './signal-of';

/** One time an alert would have been open; `to` is null when it still would be. Times are Unix ms. */
export type Firing = {
  key: string;
  labels: Record<string, string>;
  from: number;
  to: number | null;
  severity: Severity;
  value: number | null;
  because: string;
  incident: string;
};
export type Backtest = {
  firings: Firing[];
  /** Incidents that people would have been told of. */
  incidents: number;
  longestMs: number;
  /** Alerts of a series that fired again within an hour of resolving. */
  flaps: number;
};

/**
 * What a rule would have done: history through the same evaluation and correlation as the present. `steps` are its
 * evaluations in the order of time.
 */
export function backtest(
  rule: RuleDoc,
  steps: readonly { now: number; sight: Sight }[],
  topology: Topology = new Map(),
): Backtest {
  const firings: Firing[] = [];
  const told = new Set<string>();
  let rows: readonly SeriesRow[] = [];
  let correlation = emptyCorrelation;
  for (const { now, sight } of steps) {
    const evaluated = evaluate(rule, rows, { sight, now });
    rows = evaluated.rows;
    correlation = follow({ rule, firings, evaluated, topology }, correlation);
    for (const group of correlation.groups) if (group.isCorroborated) told.add(group.id);
  }
  const end = steps.at(-1)?.now ?? 0;
  return {
    firings,
    incidents: told.size,
    longestMs: firings.reduce((longest, { from, to }) => Math.max(longest, (to ?? end) - from), 0),
    flaps: firings.filter(isFlap).length,
  };
}

type Following = { rule: RuleDoc; firings: Firing[]; evaluated: Evaluated; topology: Topology };

/** Writes down what an evaluation told, and puts what fired into its incident. */
function follow({ rule, firings, evaluated, topology }: Following, before: Correlation): Correlation {
  let correlation = before;
  for (const { key, labels, transition } of evaluated.transitions) {
    const { at, value, reason, kind } = transition;
    const severity = transition.severity ?? 'info';
    const open = firings.findLast((firing) => firing.key === key && firing.to === null);
    if (kind === 'resolved' && open !== undefined) open.to = at;
    if (kind === 'severity_changed' && open !== undefined) open.severity = severity;
    if (kind !== 'fired') continue;
    const signal = signalOf(rule, { alertId: String(firings.length), at, series: labels, severity });
    const step = correlate(correlation, signal, { topology, shape: correlationShape });
    correlation = step.correlation;
    firings.push({ key, labels, from: at, to: null, severity, value, because: reason, incident: '' });
    for (const { alertId, groupId } of step.placements) {
      const placed = firings[Number(alertId)];
      if (placed !== undefined) placed.incident = groupId;
    }
  }
  return correlation;
}

function isFlap({ key, from }: Firing, index: number, all: readonly Firing[]): boolean {
  return all.slice(0, index).some((other) => other.key === key && other.to !== null && from - other.to < hourMs);
}
