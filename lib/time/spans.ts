import { secondMs } from './duration';

/** A stretch of time with both ends in it, Unix ms. */
export type Span = { from: number; to: number };

/** What is nearer than the narrowest bucket is wide is one stretch. */
const nearMs = secondMs;

/**
 * The times of many events as few stretches that hold them all: exact while there are at most `most` of them that lie apart,
 * after that the nearest two become one. So one event of today and one of last month do not stand for the month between them.
 */
export class Spans {
  /** Ascending and apart: from, to, from, to. */
  private readonly ends: number[] = [];

  constructor(private readonly most: number) {}

  get first(): number {
    return this.ends[0] ?? Infinity;
  }

  get last(): number {
    return this.ends.at(-1) ?? -Infinity;
  }

  add(from: number, to: number = from): this {
    const { ends } = this;
    const begin = this.indexFrom(from - nearMs);
    if (from >= (ends[begin] ?? Infinity) && to <= (ends[begin + 1] ?? -Infinity)) return this;
    let end = begin;
    while (end < ends.length && (ends[end] ?? 0) <= to + nearMs) end += 2;
    const joined = ends.slice(begin, end);
    ends.splice(begin, end - begin, Math.min(from, ...joined), Math.max(to, ...joined));
    if (ends.length > 2 * this.most) this.joinNearest();
    return this;
  }

  list(): Span[] {
    return Array.from({ length: this.ends.length / 2 }, (_, index) => ({
      from: this.ends[2 * index] ?? 0,
      to: this.ends[2 * index + 1] ?? 0,
    }));
  }

  /** Where the first stretch that ends at `instant` or later begins in `ends`; events come mostly in the order of time. */
  private indexFrom(instant: number): number {
    const { ends } = this;
    if ((ends.at(-1) ?? -Infinity) < instant) return ends.length;
    let [low, high] = [0, ends.length / 2 - 1];
    if (low < high && (ends[2 * high - 1] ?? 0) < instant) return 2 * high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[2 * middle + 1] ?? 0) < instant) low = middle + 1;
      else high = middle;
    }
    return 2 * low;
  }

  private joinNearest(): void {
    const { ends } = this;
    let [at, least] = [1, Infinity];
    for (let index = 1; index + 1 < ends.length; index += 2) {
      const gap = (ends[index + 1] ?? 0) - (ends[index] ?? 0);
      if (gap < least) [at, least] = [index, gap];
    }
    ends.splice(at, 2);
  }
}
