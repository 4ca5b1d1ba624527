import { touchedName } from '@/lib/ingest/name-summary';
import { collectEvents, type EventCollector } from '@/lib/ingest/prepare-events';
import type { CommittedBatch } from '@/lib/live/batch';
import type { BadRow } from '@/lib/model/import-job';
import type { MappedEvent } from './map-row';

/** Rows for the engine as NDJSON. `suffix` tells the inserts of one batch apart in their tokens. */
export type BatchInsert = { suffix: string; rows: Uint8Array; count: number };

/**
 * What lies between two positions of a file, ready to be inserted. The cut and the bytes depend only on the file, the
 * mapping and `from`, so a batch that is made again after a crash carries the same token and the same rows.
 */
export type ImportBatch = {
  from: number;
  to: number;
  inserts: BatchInsert[];
  names: CommittedBatch['names'];
  loaded: number;
  bad: number;
  /** The first few of the bad ones; `line` is where in the file. */
  badRows: BadRow[];
};

/** A block that touches more partitions (months) than this is split, because the engine refuses more than 100 at once. */
const maxMonthsPerInsert = 60;

/** Collects one batch, under the same checks and limits as events that are sent. */
export class BatchBuilder {
  private readonly collector: EventCollector;
  private readonly months: number[] = [];

  constructor(origin: { workspace: string; receivedAt: number }) {
    // Every event comes with an id made from its place in the file; a repeated id is told by the engine's token.
    this.collector = collectEvents({ ...origin, skewMs: 0, newId: () => '', claim: () => true });
  }

  get loaded(): number {
    return this.collector.result.lines.length;
  }

  /** The reason why the event is refused, or null when it is in the batch. */
  add(event: MappedEvent): string | null {
    const { refused } = this.collector.result;
    const before = refused.length;
    this.collector.add({ value: { ...event, timestamp: timeForIngest(event.timestamp) } }, this.months.length);
    if (refused.length > before) return refused[before]?.reason ?? 'refused';
    this.months.push(monthOf(event.timestamp));
    return null;
  }

  names(): CommittedBatch['names'] {
    return [...this.collector.result.names].map(([name, summary]) => touchedName(name, summary));
  }

  inserts(): BatchInsert[] {
    const { lines } = this.collector.result;
    if (lines.length === 0) return [];
    const months = [...new Set(this.months)].sort((a, b) => a - b);
    if (months.length <= maxMonthsPerInsert) return [insertOf(lines, '')];
    const groupOf = new Map(months.map((month, at) => [month, Math.floor(at / maxMonthsPerInsert)]));
    const groups: string[][] = [];
    lines.forEach((line, at) => (groups[groupOf.get(this.months[at] ?? 0) ?? 0] ??= []).push(line));
    return groups.map((group, at) => insertOf(group, `#${at}`));
  }
}

const insertOf = (lines: string[], suffix: string): BatchInsert => ({
  suffix,
  rows: Buffer.from(`${lines.join('\n')}\n`),
  count: lines.length,
});

/** Ingest takes small numbers for seconds, so that times before 1973 have to go as text. */
const timeForIngest = (ms: number): string | number => (ms >= 1e11 ? ms : new Date(ms).toISOString());

let lastDay = NaN;
let lastMonth = 0;
/** Months since 1970; rows come mostly in the order of time, so that the last answer often holds. */
function monthOf(timestamp: number): number {
  const day = Math.floor(timestamp / 86_400_000);
  if (day === lastDay) return lastMonth;
  const date = new Date(timestamp);
  lastDay = day;
  lastMonth = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
  return lastMonth;
}
