import { createHash } from 'node:crypto';
import type { Services } from '@/lib/context';
import { eventNames, type Names } from '@/lib/model/event-names';
import type { TrendSpec } from '@/lib/model/query-spec';
import { grainMs, nextBucket } from '@/lib/time/bucket';
import { hourMs, minuteMs } from '@/lib/time/duration';
import type { Grain } from '@/lib/time/grain';
import { batchLogOf, isNaming, type BatchLog, type Touch } from './batch-log';
import { sortedFilters, stable } from './spec-key';
import { groupId, type BucketValues, type TrendGroup } from './trend';

/** So many buckets, by their width, are one entry of the cache: few enough look-ups and little lost when one is dropped. */
const chunkBuckets = 64;
/** Roughly what a bucket takes in memory besides its numbers. */
const bucketBytes = 96;

/** How long numbers are believed of which nothing was heard, ms: other portals may write to a server without telling us. */
const trustMs = { alone: hourMs, shared: 10 * minuteMs } as const;

/** Numbers of closed buckets: one per group and measure, not a number where there is none. */
type Chunk = {
  values: Map<number, readonly number[]>;
  /** Up to where the batch log has been looked at. */
  position: number;
  /** When the oldest of them was asked, Unix ms. */
  askedAt: number;
  bytes: number;
};

export type Family = { workspaceId: string; spec: TrendSpec; grain: Grain; groups: readonly TrendGroup[] };

/**
 * What is known of the closed buckets of all trends with the same measures, filters, grain and groups, whatever their
 * range: 24 hours, the 7 days around them, the period compared with and a zoom into either share it. Groups count because
 * `other` is what is not among them. A committed batch takes exactly the buckets that it wrote into.
 */
export class ClosedBuckets {
  private readonly key: string;
  private readonly names: Names;
  private readonly ids: string[];
  private readonly zone: string;
  private readonly log: BatchLog;

  constructor(
    private readonly services: Pick<Services, 'cache' | 'clock' | 'engine' | 'live' | 'metrics'>,
    private readonly family: Family,
  ) {
    this.ids = family.groups.map(groupId).sort();
    this.zone = family.spec.timezone;
    this.names = eventNames(family.spec);
    this.key = keyOf(family, this.ids);
    this.log = batchLogOf(services.live);
  }

  /** The values of those of the buckets that are known. */
  find(starts: readonly number[]): BucketValues {
    const found: BucketValues = new Map();
    let [chunk, place] = [undefined as Chunk | undefined, Number.NaN];
    for (const start of starts) {
      const own = this.placeOf(start);
      if (own !== place) [chunk, place] = [this.current(own), own];
      const values = chunk?.values.get(start);
      if (values !== undefined) found.set(start, this.unpack(values));
    }
    const { buckets } = this.services.metrics.cache;
    buckets.inc({ result: 'reused' }, found.size);
    buckets.inc({ result: 'asked' }, starts.length - found.size);
    return found;
  }

  /** Remembers buckets that were closed when they were asked, at `askedAt` and with the log at `position`. */
  keep(starts: readonly number[], values: BucketValues, asked: { askedAt: number; position: number }): void {
    const late = this.touchesSince(asked.position);
    const byPlace = new Map<number, number[]>();
    for (const start of starts) {
      if (late.some((touch) => this.isIn(touch, start))) continue;
      const place = this.placeOf(start);
      const own = byPlace.get(place);
      if (own === undefined) byPlace.set(place, [start]);
      else own.push(start);
    }
    for (const [place, own] of byPlace) {
      const chunk = this.current(place) ?? {
        values: new Map(),
        position: this.log.position,
        askedAt: Infinity,
        bytes: 0,
      };
      for (const start of own) chunk.values.set(start, this.pack(values, start));
      chunk.askedAt = Math.min(chunk.askedAt, asked.askedAt);
      chunk.bytes = chunk.values.size * (bucketBytes + 8 * this.ids.length * this.family.spec.measures.length);
      this.services.cache.set(`${this.key}${place}`, chunk, asked.askedAt);
    }
  }

  private placeOf(start: number): number {
    return Math.floor(start / (chunkBuckets * grainMs[this.family.grain]));
  }

  /** What the cache has there, without what was written into since it was last looked at. */
  private current(place: number): Chunk | undefined {
    const { cache, clock, engine } = this.services;
    const key = `${this.key}${place}`;
    const chunk = cache.get<Chunk>(key)?.value;
    if (chunk === undefined) return undefined;
    const isAlone = engine.status().mode === 'embedded';
    const ageMs = clock.now() - chunk.askedAt;
    // Younger than now: of a clock that was put back since, so what was closed by it may not be.
    if (ageMs < 0 || ageMs > (isAlone ? trustMs.alone : trustMs.shared)) {
      cache.delete(key);
      return undefined;
    }
    for (const touch of this.touchesSince(chunk.position))
      for (const start of chunk.values.keys()) if (this.isIn(touch, start)) chunk.values.delete(start);
    chunk.position = this.log.position;
    return chunk;
  }

  private touchesSince(position: number): Touch[] {
    return this.log.since(this.family.workspaceId, position).filter((touch) => isNaming(touch, this.names));
  }

  private isIn(touch: Touch, start: number): boolean {
    const { grain } = this.family;
    // Longer than any bucket of the grain, so that the exact end is computed for few of them.
    if (touch.to < start || touch.from >= start + grainMs[grain] * 1.1 + 2 * hourMs) return false;
    return touch.from < nextBucket(start, grain, this.zone);
  }

  private pack(values: BucketValues, start: number): number[] {
    const groups = values.get(start);
    if (groups === undefined) return [];
    return this.ids.flatMap((id) => this.family.spec.measures.map((_, index) => groups.get(id)?.[index] ?? Number.NaN));
  }

  private unpack(packed: readonly number[]): NonNullable<ReturnType<BucketValues['get']>> {
    const count = this.family.spec.measures.length;
    const groups: NonNullable<ReturnType<BucketValues['get']>> = new Map();
    if (packed.length === 0) return groups;
    this.ids.forEach((id, at) =>
      groups.set(
        id,
        packed.slice(at * count, (at + 1) * count).map((value) => (Number.isNaN(value) ? null : value)),
      ),
    );
    return groups;
  }
}

/** What a bucket's numbers depend on besides its start. Names, transforms and formulas are put on afterwards. */
function keyOf({ workspaceId, spec, grain }: Family, ids: readonly string[]): string {
  const text = stable({
    measures: spec.measures.map(({ agg, of, event, where }) => ({ agg, of, event, where })),
    where: sortedFilters(spec.where),
    by: spec.by,
    zone: grainMs[grain] <= 15 * minuteMs ? 'any' : spec.timezone,
    grain,
    ids,
  });
  return `b:${workspaceId}:${createHash('sha256').update(text).digest('base64url').slice(0, 27)}:`;
}
