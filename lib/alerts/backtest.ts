import type { Firing } from '@/lib/model/backtest';
import type { RuleDoc } from '@/lib/model/rule';
import { highestSeverity } from '@/lib/model/severity';
import { hourMs } from '@/lib/time/duration';
import { correlate, emptyCorrelation, type Correlation } from '@/lib/incidents/correlate/correlate';
import { correlationShape } from '@/lib/incidents/correlate/correlation-shape';
import type { Topology } from '@/lib/incidents/correlate/topology';
import { evaluate, type Evaluated, type SeriesRow, type Sight } from './evaluate';
import { signalOf } from './signal-of';

/** One evaluation: when it would have been, Unix ms, and what it would have gone by. */
export type BacktestStep = { now: number; sight: Sight };
export type Backtest = {
  firings: Firing[];
  /** Incidents that people would have been told of. */
  incidents: number;
  longestMs: number;
  /** Alerts of a series that fired again within an hour of resolving. */
  flaps: number;
};
/** A backtest under way, so that a long one can pause between its steps. */
export type RunningBacktest = { step(step: BacktestStep): Evaluated; result(): Backtest };

/**
 * What a rule would have done: history through the same evaluation and correlation as the present. `steps` are its
 * evaluations in the order of time.
 */
export function backtest(rule: RuleDoc, steps: Iterable<BacktestStep>, topology?: Topology): Backtest {
  const running = startBacktest(rule, topology);
  for (const step of steps) running.step(step);
  return running.result();
}

export function startBacktest(rule: RuleDoc, topology: Topology = new Map()): RunningBacktest {
  const log = createLog(rule, topology);
  let rows: readonly SeriesRow[] = [];
  let end = 0;
  return {
    step({ now, sight }) {
      const evaluated = evaluate(rule, rows, { sight, now });
      rows = evaluated.rows;
      end = now;
      for (const told of evaluated.transitions) log.note(told);
      return evaluated;
    },
    result: () => log.result(end),
  };
}

type Told = Evaluated['transitions'][number];

/** Writes down what evaluations told, and puts what fired into its incident. */
function createLog(rule: RuleDoc, topology: Topology) {
  const firings: Firing[] = [];
  const told = new Set<string>();
  const open = new Map<string, Firing>();
  /** The last one of each series that has ended. */
  const ended = new Map<string, Firing>();
  let correlation: Correlation = emptyCorrelation;
  let flaps = 0;

  const fire = ({ key, labels, transition }: Told) => {
    const { at, value, reason } = transition;
    const severity = transition.severity ?? 'info';
    const last = ended.get(key);
    const isBack = last !== undefined && last.to !== null && at - last.to < hourMs;
    if (isBack) flaps += 1;
    const firing: Firing = { key, labels, from: at, to: null, severity, value, because: reason, incident: '' };
    const alert = { alertId: String(firings.length), at, series: labels, severity };
    firings.push(firing);
    open.set(key, firing);
    // As in service: what fires again so soon belongs to the trouble that it was part of.
    const signal = signalOf(rule, isBack ? { ...alert, returnsTo: last.incident } : alert);
    const step = correlate(correlation, signal, { topology, shape: correlationShape });
    correlation = step.correlation;
    for (const { alertId, groupId } of step.placements) {
      const placed = firings[Number(alertId)];
      if (placed !== undefined) placed.incident = groupId;
    }
    for (const group of correlation.groups) if (group.isCorroborated) told.add(group.id);
  };

  return {
    note(what: Told): void {
      const { kind, at, severity } = what.transition;
      const firing = open.get(what.key);
      if (kind === 'fired') fire(what);
      if (firing === undefined) return;
      if (kind === 'severity_changed')
        firing.severity = highestSeverity([firing.severity, severity ?? 'info']) ?? 'info';
      if (kind !== 'resolved') return;
      firing.to = at;
      open.delete(what.key);
      ended.set(what.key, firing);
    },
    result: (end: number): Backtest => ({
      firings,
      incidents: told.size,
      longestMs: firings.reduce((longest, { from, to }) => Math.max(longest, (to ?? end) - from), 0),
      flaps,
    }),
  };
}
