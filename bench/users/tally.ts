import { percentile } from '../figures';

export const kinds = ['first', 'page', 'click', 'range', 'query', 'call', 'asset', 'stream'] as const;
export type Kind = (typeof kinds)[number];
export type Spread = { count: number; p50: number; p95: number; p99: number };

/** A tally as it goes from one process to another. */
export type Counted = { took: [Kind, number[]][]; faults: [string, number][] };

/**
 * How long each kind of request took, ms, and what went wrong, by what it was. Before `from` (of `performance.now()`) only
 * first pages and faults count.
 */
export class Tally {
  private readonly took = new Map<Kind, number[]>();
  readonly faults = new Map<string, number>();
  private good = 0;

  constructor(private readonly from = 0) {}

  counted(): Counted {
    return { took: [...this.took], faults: [...this.faults] };
  }

  add({ took, faults }: Counted): void {
    for (const [kind, times] of took) for (const time of times) this.ok(kind, time);
    for (const [what, times] of faults) this.faults.set(what, (this.faults.get(what) ?? 0) + times);
  }

  ok(kind: Kind, tookMs: number): void {
    if (kind !== 'first' && performance.now() < this.from) return;
    this.good += 1;
    const known = this.took.get(kind);
    if (known) known.push(tookMs);
    else this.took.set(kind, [tookMs]);
  }

  fault(kind: Kind, why: string): void {
    const key = `${kind}: ${why}`;
    this.faults.set(key, (this.faults.get(key) ?? 0) + 1);
  }

  spread(kind: Kind): Spread {
    const took = this.took.get(kind) ?? [];
    const at = (share: number): number => percentile(took, share);
    return { count: took.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
  }

  get requests(): number {
    return this.good + this.failures;
  }

  get failures(): number {
    return [...this.faults.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The share of requests that were answered whole, in percent. */
  get availability(): number {
    return this.requests === 0 ? Number.NaN : (this.good / this.requests) * 100;
  }
}
