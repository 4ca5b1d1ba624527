import type { Answer, AnswerData, TrendData } from '@/lib/model/answer';
import type { Filter } from '@/lib/model/filter';
import type { Evidence } from '@/lib/model/incident';
import type { TrendSpec } from '@/lib/model/query-spec';
import type { RuleDoc } from '@/lib/model/rule';
import { grainMs } from '@/lib/time/bucket';
import { grains, type Grain } from '@/lib/time/grain';
import { hourMs } from '@/lib/time/duration';
import { isCompared, lastOf, lengthOf } from '../asked-specs';
import { judgedMeasure } from '../judged-measure';
import { labelOf } from '../readings-of';

/** Charts of so many series are stored per evaluation; an outage of everything is not told better by a thousand. */
export const mostEvidence = 5;
/** How many buckets of the past are shown. */
const shownBuckets = 48;

export type Shown = Omit<Evidence, 'incidentId' | 'alertId'>;
type Fired = { labels: Readonly<Record<string, string>>; at: number };

/**
 * The question whose answer shows why a series fired: its values over time around now. Null when the answer that it was judged
 * by is itself what there is to see.
 */
export function evidenceSpec({ spec, condition }: RuleDoc, { labels }: Pick<Fired, 'labels'>): TrendSpec | null {
  if (!isCompared(spec)) return null;
  const by = spec.kind === 'total' ? [] : spec.by;
  if (spec.kind === 'trend' && condition.type !== 'burn_rate') return null;
  const { measures, formulas, timezone } = spec;
  const compare = condition.type === 'change' ? { compare: condition.against } : {};
  const where = [...spec.where, ...by.map((field) => valueIs(field, labels[labelOf(field)] ?? ''))];
  const grain = condition.type === 'burn_rate' ? '5m' : grainFor(lengthOf(spec.range));
  const range = lastOf(shownBuckets * grainMs[grain]);
  const split: Pick<TrendSpec, 'by' | 'top' | 'other'> = { by: [], top: 10, other: false };
  return { kind: 'trend', measures, formulas, timezone, where, ...split, range, grain, ...compare };
}

/** The label of a group without the field is empty, too. */
const valueIs = (field: string, value: string): Filter =>
  value === ''
    ? {
        or: [
          [field, 'not exists'],
          [field, '=', ''],
        ],
      }
    : [field, '=', value];

/** As wide as the range that was judged, so that limits fit the buckets; of others the next narrower. */
const grainFor = (lengthMs: number): Grain =>
  grains.findLast((grain) => grainMs[grain] <= Math.max(lengthMs, 10_000) && grainMs[grain] <= 24 * hourMs) ?? '1m';

/** An answer to show; `isJudged` when it has what was judged and not the sums of buckets. */
export type Seen = { answer: Answer; isJudged: boolean };

/** What is kept with an alert. */
export function evidenceFrom(
  rule: { id: string; workspaceId: string; doc: RuleDoc },
  { answer, isJudged, at, labels }: Seen & Fired,
): Shown {
  const { id, workspaceId, doc } = rule;
  const kept = { ...answer, data: shortened(answer, labels) };
  return {
    workspaceId,
    ruleId: id,
    title: doc.name,
    at,
    spec: answer.query,
    answer: kept,
    lines: linesOf(doc, { answer, isJudged }),
    unit: doc.unit,
  };
}

const keptBuckets = 240;
const keptSeries = 12;
const keptRows = 100;

/** The end of a long answer, and of many series only the one that fired: it is stored as long as the incident. */
function shortened({ data, query }: Answer, labels: Fired['labels']): AnswerData {
  if (data.kind === 'table' || data.kind === 'breakdown')
    return { ...data, rows: data.rows.slice(0, keptRows) } as AnswerData;
  if (data.kind === 'sql') return { ...data, rows: data.rows.slice(0, keptRows) };
  if (data.kind !== 'trend') return data;
  const by = 'by' in query ? query.by : [];
  const isOwn = ({ group }: TrendData['series'][number]) =>
    by.every((field, index) => (group[index] ?? '') === labels[labelOf(field)]);
  const series = data.series.length > keptSeries ? data.series.filter(isOwn) : data.series;
  return {
    ...data,
    buckets: data.buckets.slice(-keptBuckets),
    series: series.map(({ values, previous, ...one }) => ({
      ...one,
      values: values.slice(-keptBuckets),
      ...(previous === undefined ? {} : { previous: previous.slice(-keptBuckets) }),
    })),
  };
}

const additive = ['count', 'users', 'sum'];

/** Limits are drawn where the buckets say the same as the value that was judged: sums over other lengths do not. */
function linesOf(doc: RuleDoc, { answer: { data }, isJudged }: Seen): Evidence['lines'] {
  const { condition, spec } = doc;
  if (condition.type !== 'threshold') return [];
  const judged = judgedMeasure(doc);
  const isSum = judged === undefined || additive.includes(judged.agg);
  const isOtherLength = data.kind === 'trend' && spec.kind !== 'trend' && grainMs[data.grain] !== lengthOf(spec.range);
  if (isSum && isOtherLength && !isJudged) return [];
  return condition.levels.map(({ value, severity }) => ({ value, severity }));
}
