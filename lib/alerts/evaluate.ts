import type { Answer } from '@/lib/model/answer';
import type { SeriesState, Transition } from '@/lib/model/alert-state';
import type { RuleDoc } from '@/lib/model/rule';
import { severities, type Severity } from '@/lib/model/severity';
import { parseDuration, minuteMs } from '@/lib/time/duration';
import { isForgotten } from './detect/absence';
import { detect, type Memory } from './detect/detect';
import type { Finding } from './detect/finding';
import { seriesKeyOf, type Reading } from './reading';
import { readingsOf } from './readings-of';
import { isForgettable, unseen } from './series-state';
import type { Outcome, Stepped, Timing } from './step';
import { transition } from './transition';

/** A series of a rule as it is stored between evaluations. */
export type SeriesRow = { key: string; labels: Record<string, string>; state: SeriesState; memory: Memory };
/** What an evaluation has to go by. Anything but a fresh answer decides nothing. */
export type Sight =
  | { kind: 'readings'; readings: readonly Reading[] }
  | { kind: 'error'; message: string }
  | { kind: 'skipped'; reason: string };
export type Evaluated = {
  rows: SeriesRow[];
  /** What was found, by series; only for series that were there. */
  findings: Map<string, Finding>;
  transitions: { key: string; labels: Record<string, string>; transition: Transition }[];
};

/** Reads an answer. One that is cached or stale is skipped: no alert fires or resolves on numbers that may be old. */
export function sightOf({ data, meta, query }: Answer): Sight {
  if (meta.freshness !== 'fresh') return { kind: 'skipped', reason: meta.reason ?? meta.freshness };
  return { kind: 'readings', readings: readingsOf(data, query) };
}

/** One evaluation of a rule at a time: the rows of its series, and what the engine answered, give the next rows and what happened. */
export function evaluate(
  rule: RuleDoc,
  rows: readonly SeriesRow[],
  { sight, now }: { sight: Sight; now: number },
): Evaluated {
  const result: Evaluated = { rows: [], findings: new Map(), transitions: [] };
  if (sight.kind === 'skipped') return { ...result, rows: [...rows] };
  const timing = timingOf(rule);
  const readings = sight.kind === 'readings' ? sight.readings : [];
  const there = new Map(readings.map((reading) => [seriesKeyOf(reading.labels), reading]));
  for (const row of withNew(rows, there, rule)) {
    const looked = lookAt(rule, row, { sight, reading: there.get(row.key), now, isEmpty: there.size === 0 });
    if (looked.finding !== null) result.findings.set(row.key, looked.finding);
    const isGone = isForgottenBy(rule, looked.memory, now);
    const stepped = step(row.state, isGone ? { kind: 'missing' } : looked.outcome, {
      // A series that is not expected back takes its alert along.
      timing: isGone ? { ...timing, missingAfter: 1 } : timing,
      now,
    });
    const told = stepped.transitions.map((transition) => ({ key: row.key, labels: row.labels, transition }));
    result.transitions.push(...told);
    const hasLearned = looked.memory.anomaly !== undefined || looked.memory.heard !== undefined;
    if (!isGone && !isForgettable(stepped.state, hasLearned))
      result.rows.push({ ...row, memory: looked.memory, state: stepped.state });
  }
  return result;
}

const step = (state: SeriesState, outcome: Outcome | null, when: { timing: Timing; now: number }): Stepped =>
  outcome === null ? { state, transitions: [] } : transition(state, outcome, when);

const timings = new WeakMap<RuleDoc, Timing>();

/** A document is a value; its lengths of time are read once. */
export function timingOf(rule: RuleDoc): Timing {
  const known = timings.get(rule);
  if (known !== undefined) return known;
  const timing: Timing = {
    forMs: parseDuration(rule.for)?.ms ?? 0,
    keepFiringForMs: parseDuration(rule.keepFiringFor)?.ms ?? 0,
    noData: rule.noData,
    onError: rule.onError,
    absentSeverity: rule.absentSeverity,
    missingAfter: rule.condition.type === 'row' ? 1 : 2,
    resolvedForMs: 15 * minuteMs,
  };
  timings.set(rule, timing);
  return timing;
}

/** All series to look at: the remembered ones, new ones, and a nameless one for a question that never had an answer. */
function withNew(rows: readonly SeriesRow[], there: ReadonlyMap<string, Reading>, rule: RuleDoc): readonly SeriesRow[] {
  const remembered = rows.reduce((count, { key }) => (there.has(key) ? count + 1 : count), 0);
  if (rows.length > 0 && remembered === there.size) return rows;
  const known = new Set(rows.map(({ key }) => key));
  const fresh = [...there]
    .filter(([key]) => !known.has(key))
    .map(([key, { labels }]) => ({ key, labels, state: unseen, memory: {} }));
  const all = [...rows, ...fresh];
  const isSilentWell = rule.condition.type === 'row' || rule.condition.type === 'absence';
  return all.length > 0 || isSilentWell ? all : [{ key: seriesKeyOf({}), labels: {}, state: unseen, memory: {} }];
}

type View = { sight: Sight; reading: Reading | undefined; now: number; isEmpty: boolean };

function lookAt(
  rule: RuleDoc,
  row: SeriesRow,
  view: View,
): { outcome: Outcome | null; memory: Memory; finding: Finding | null } {
  const { sight, now } = view;
  if (sight.kind === 'error')
    return { outcome: { kind: 'error', message: sight.message }, memory: row.memory, finding: null };
  const isAbsence = rule.condition.type === 'absence';
  // A series that has fallen silent is not in the answer, which is just what absence looks for.
  const reading =
    view.reading ?? (isAbsence ? { labels: row.labels, values: [], previous: [], points: [], windows: {} } : undefined);
  if (reading === undefined) {
    const isNothing = view.isEmpty && rule.condition.type !== 'row';
    return { outcome: { kind: isNothing ? 'no_data' : 'missing' }, memory: row.memory, finding: null };
  }
  const { finding, memory } = detect(rule, reading, { memory: row.memory, firing: firingOf(row.state), now });
  if (finding === null) return { outcome: isAbsence ? null : { kind: 'no_data' }, memory, finding };
  return { outcome: { kind: 'value', ...finding }, memory, finding };
}

/** The severity of the open alert and those below it, which recover by their own thresholds. */
function firingOf({ firedAt, cause, severity }: SeriesState): Severity[] {
  if (firedAt === null || cause !== 'condition' || severity === null) return [];
  return severities.slice(severities.indexOf(severity));
}

function isForgottenBy({ condition }: RuleDoc, { heard }: Memory, now: number): boolean {
  return condition.type === 'absence' && heard !== undefined && isForgotten(condition, heard, now);
}
