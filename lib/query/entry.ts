import type { Answer, AnswerData, AnswerMeta, StaleReason } from '@/lib/model/answer';
import type { QuerySpec } from '@/lib/model/query-spec';
import { eventNames } from '@/lib/model/event-names';
import type { Source } from '@/lib/model/source';
import type { Range } from '@/lib/time/range';
import type { Computed, Ranking } from './asking';
import type { Dependency } from './batch-log';
import { neededRanges, type Plan } from './plan';

/** An answer as the cache keeps it: last good answers stay until the cache needs the room. */
export type Entry = {
  data: AnswerData;
  /** Of a trend: its groups. */
  ranking: Ranking | undefined;
  query: QuerySpec;
  source: Source;
  tookMs: number;
  rowsRead: number;
  /** When it was computed, Unix ms. */
  asOf: number;
  /** Where the batch log stood before it was computed. */
  position: number;
  /** Until when it needs no look at the batch log, Unix ms. */
  freshUntil: number;
  /** Until when its window stands still, Unix ms. */
  windowUntil: number;
  isOpen: boolean;
  dependsOn: Dependency;
  /** The answer's JSON up to its meta, made on first use and then sent as it is. */
  head: Buffer | null;
  bytes: number;
};

/** How long answers live. Times in ms. */
export const lives = {
  /** For a range that ends now: as long as two readers of one dashboard may be apart. */
  openTtl: 1_000,
  closedTtl: 60_000,
  /** Older answers are returned once more while they are renewed. */
  openGrace: 5_000,
  closedGrace: 600_000,
  /** As long as no batch touched it; a cap, because another portal might write without telling us. */
  openTrust: 30_000,
  closedTrust: 600_000,
} as const;

type Made = Computed & {
  tookMs: number;
  rowsRead: number;
  asOf: number;
  position: number;
};

export function entryOf(spec: QuerySpec, made: Made): Entry {
  const { plan, ranking, ...rest } = made;
  const { isOpen } = plan.range;
  return {
    ...rest,
    ranking,
    query: spec,
    isOpen,
    freshUntil: made.asOf + (isOpen ? lives.openTtl : lives.closedTtl),
    windowUntil: isOpen && 'last' in spec.range ? plan.range.to : Number.POSITIVE_INFINITY,
    dependsOn: { names: eventNames(spec), ranges: rangesOf(spec, plan) },
    head: null,
    bytes: sizeOf(made.data),
  };
}

/** Whose first time a start was depends on everything before the range as well. */
function rangesOf(spec: QuerySpec, plan: Plan): Range[] {
  if (spec.kind === 'retention' && spec.cohort === 'first') return [{ from: 0, to: plan.range.to }];
  return neededRanges(plan);
}

/** Roughly what an answer holds in memory: its values as objects and once more as JSON. */
function sizeOf(data: AnswerData): number {
  const base = 2_000;
  switch (data.kind) {
    case 'trend':
      return base + data.buckets.length * 12 + data.series.length * (400 + data.buckets.length * 30);
    case 'table':
      return (
        base +
        data.rows.reduce(
          (sum, row) => sum + 120 + row.cells.reduce<number>((inner, cell) => inner + 24 + 3 * String(cell).length, 0),
          0,
        )
      );
    case 'breakdown':
      return (
        base + data.rows.reduce((sum, row) => sum + 200 + 60 * row.values.length + 3 * row.group.join('').length, 0)
      );
    case 'total':
    case 'distribution':
    case 'heatmap':
    case 'drivers':
    case 'funnel':
    case 'retention':
    case 'paths':
    case 'sql':
      return base + JSON.stringify(data).length * 3;
  }
}

export function metaOf(
  entry: Entry,
  how: { freshness: AnswerMeta['freshness']; now: number; reason?: StaleReason },
): AnswerMeta {
  return {
    asOf: entry.asOf,
    freshness: how.freshness,
    // Computed "in the future" means that the clock was put back since, by at most so much.
    ageMs: Math.abs(how.now - entry.asOf),
    ...(how.reason === undefined ? {} : { reason: how.reason }),
    tookMs: how.freshness === 'fresh' ? entry.tookMs : 0,
    rowsRead: entry.rowsRead,
    source: entry.source,
  };
}

export const answerOf = (entry: Entry, meta: AnswerMeta): Answer => ({ data: entry.data, query: entry.query, meta });

/** The answer as JSON: what does not change is serialized once per answer, so a hit costs one copy. */
export function bodyOf(entry: Entry, meta: AnswerMeta): Buffer {
  entry.head ??= Buffer.from(`{"data":${JSON.stringify(entry.data)},"query":${JSON.stringify(entry.query)},"meta":`);
  const tail = `${JSON.stringify(meta)}}`;
  const body = Buffer.allocUnsafe(entry.head.length + tail.length);
  entry.head.copy(body);
  // Meta is ASCII: numbers and words from closed lists.
  body.write(tail, entry.head.length, 'latin1');
  return body;
}
