import { singletonOf } from '@/lib/process/singleton';
import { minuteMs } from '@/lib/time/duration';
import type { SummaryKey } from '@/lib/model/summary-key';
import { summaryKeyText } from './summary-key';

/** `key` as it is written down. */
export type Wanted = { workspaceId: string; key: string; at: number };

/** One that is asked for again and again is told this often. */
const againMs = 10 * minuteMs;
const mostKnown = 1_000;

/** The summaries that questions over long ranges could use, until somebody takes them. */
export class WantedSummaries {
  private readonly notedAt = new Map<string, number>();
  private waiting: Wanted[] = [];

  /** Filters count from the second time on, ten minutes after the first: people try many that nobody asks for again. */
  note({ workspaceId, key, at }: { workspaceId: string; key: SummaryKey; at: number }): void {
    const text = summaryKeyText(key);
    const known = `${workspaceId}:${text}`;
    const last = this.notedAt.get(known);
    if (last !== undefined && Math.abs(at - last) < againMs) return;
    if (this.waiting.length >= mostKnown) return;
    if (this.notedAt.size >= mostKnown) this.notedAt.clear();
    this.notedAt.set(known, at);
    if (last === undefined && key.conditions.length > 0) return;
    this.waiting.push({ workspaceId, key: text, at });
  }

  take(): Wanted[] {
    const taken = this.waiting;
    this.waiting = [];
    return taken;
  }
}

/** Those of an engine. */
export const wantedOf = (engine: object): WantedSummaries =>
  singletonOf('query.wanted-summaries', engine, () => new WantedSummaries());
