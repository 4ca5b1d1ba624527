import type { DriversData } from '@/lib/model/answer';
import type { Alert, Evidence, Suspect } from '@/lib/model/incident';
import type { Measure } from '@/lib/model/measure';
import type { DriversSpec, QuerySpec } from '@/lib/model/query-spec';
import { ruleDocSchema } from '@/lib/model/rule';
import { dayMs, hourMs, minuteMs } from '@/lib/time/duration';
import { resolveRange, type Range } from '@/lib/time/range';
import { placeLabels } from './correlate/signal';

const most = 8;
/** Of a long incident the beginning tells most. */
const longestFocusMs = dayMs;
const before = { times: 3, leastMs: hourMs, mostMs: 7 * dayMs };

export type SuspectQuestion = { spec: DriversSpec; measure: Measure; focus: Range; before: Range };

/**
 * What to ask about an incident: what moved between its time, with the window that the rule looked at when it fired, and the
 * time before, which is three times as long, from an hour to a week. Null for questions whose change cannot be taken apart.
 */
export function suspectQuestion(
  { spec, answer }: Evidence,
  { ruleDoc, openedAt, end }: { ruleDoc: unknown; openedAt: number; end: number },
): SuspectQuestion | null {
  if (spec.kind !== 'total' && spec.kind !== 'trend' && spec.kind !== 'breakdown') return null;
  const measure = measureOf(spec, ruleDoc);
  if (measure === undefined) return null;
  const floor = (at: number) => Math.floor(at / minuteMs) * minuteMs;
  const from = floor(openedAt - windowOf(spec, answer, openedAt));
  // Whole minutes, so that those who look at it within one share the answer.
  const to = floor(Math.min(end, openedAt + longestFocusMs)) + minuteMs;
  const length = Math.min(before.mostMs, Math.max(before.leastMs, before.times * (to - from)));
  const iso = (at: number) => new Date(at).toISOString();
  const focus = { from, to };
  return {
    spec: {
      kind: 'drivers',
      measure,
      focus: { from: iso(from), to: iso(to) },
      top: 20,
      where: spec.where,
      range: { from: iso(from - length), to: iso(to) },
      timezone: spec.timezone,
    },
    measure,
    focus,
    before: { from: from - length, to: from },
  };
}

type Measured = Extract<QuerySpec, { kind: 'total' | 'trend' | 'breakdown' }>;

/** Of a trend the last bucket decided, of other questions the whole range. */
function windowOf(spec: Measured, { data }: Evidence['answer'], at: number): number {
  if (data.kind === 'trend') return (data.buckets[1] ?? 0) - (data.buckets[0] ?? 0) || minuteMs;
  const { from, to } = resolveRange(spec.range, spec.timezone, at);
  return to - from;
}

/** The measure that is judged, of a burn rate the bad events, of a formula its first measure. */
function measureOf(spec: Measured, ruleDoc: unknown): Measure | undefined {
  const rule = ruleDocSchema.safeParse(ruleDoc).data;
  const place = rule?.condition.type === 'burn_rate' ? rule.condition.bad : (rule?.measure ?? 0);
  const formula = spec.formulas[place - spec.measures.length]?.formula;
  const letter = /\b[A-L]\b/.exec(formula ?? '')?.[0];
  const found = spec.measures[letter === undefined ? place : letter.charCodeAt(0) - 65];
  if (found === undefined) return undefined;
  const { transform: _transform, hidden: _hidden, ...measure } = found;
  return measure;
}

/** The values that moved the way the whole did, the strongest first. Counts and sums are those of the time of the incident. */
export function suspectsIn(data: DriversData, focus: Range, now: number): Suspect[] {
  const change = (data.inside ?? 0) - (data.outside ?? 0);
  if (change === 0) return [];
  // As lib/query/drivers cuts a focus that reaches beyond now.
  const scale = data.isPerHour ? (Math.min(focus.to, now + 1) - focus.from) / hourMs : 1;
  return data.rows
    .map(({ field, value, inside, outside, effect }) => ({
      field,
      value: value ?? '',
      observed: (inside ?? 0) * scale,
      expected: (outside ?? 0) * scale,
      share: Math.min(1, effect / change),
    }))
    .filter(({ share }) => share > 0)
    .slice(0, most);
}

/**
 * Of alerts without a question, as other systems send them: the places where most fired, of equal ones the first. What to expect
 * is the rate of the time before.
 */
export function placesThatFired(
  alerts: readonly Pick<Alert, 'labels' | 'startsAt'>[],
  history: { alerts: readonly Pick<Alert, 'labels'>[]; ratio: number },
): Suspect[] {
  const found = new Map<string, { field: string; value: string; count: number; first: number }>();
  for (const { labels, startsAt } of alerts) {
    const field = placeLabels.find((name) => (labels[name] ?? '') !== '');
    if (field === undefined) continue;
    const value = labels[field] ?? '';
    const known = found.get(`${field} ${value}`);
    const first = Math.min(startsAt, known?.first ?? startsAt);
    found.set(`${field} ${value}`, { field, value, count: (known?.count ?? 0) + 1, first });
  }
  return [...found.values()]
    .sort((a, b) => b.count - a.count || a.first - b.first)
    .slice(0, most)
    .map(({ field, value, count }) => ({
      field,
      value,
      observed: count,
      expected: history.alerts.filter(({ labels }) => labels[field] === value).length * history.ratio,
      share: count / alerts.length,
    }));
}
