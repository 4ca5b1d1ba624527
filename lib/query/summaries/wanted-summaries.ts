import { singletonOf } from '@/lib/process/singleton';
import { minuteMs } from '@/lib/time/duration';
import type { SummaryKey } from '@/lib/model/summary-key';
import { summaryKeyText } from './summary-key';

/** `key` as it is written down. */
export type Wanted = { workspaceId: string; key: string; at: number };

/** One that is asked for again and again is told this often. */
const againMs = 10 * minuteMs;
const mostKnown = 1_000;

/** Where there was no day of a key, none is looked for again for this long: most workspaces have no days worth it. */
const absentMs = minuteMs;

type Asked = { workspaceId: string; key: SummaryKey; at: number };
const idOf = ({ workspaceId, key }: Asked): string => `${workspaceId}:${summaryKeyText(key)}`;

/** The summaries that questions over long ranges could use, until somebody takes them; and which are not there. */
export class WantedSummaries {
  private readonly notedAt = new Map<string, number>();
  private readonly absentSince = new Map<string, number>();
  private waiting: Wanted[] = [];

  /** Filters count from the second time on, ten minutes after the first: people try many that nobody asks for again. */
  note(asked: Asked): void {
    const { workspaceId, key, at } = asked;
    const known = idOf(asked);
    const last = this.notedAt.get(known);
    if (last !== undefined && Math.abs(at - last) < againMs) return;
    if (this.waiting.length >= mostKnown) return;
    if (this.notedAt.size >= mostKnown) this.notedAt.clear();
    this.notedAt.set(known, at);
    if (last === undefined && key.conditions.length > 0) return;
    this.waiting.push({ workspaceId, key: summaryKeyText(key), at });
  }

  /** No day of it was found. */
  noteAbsent(asked: Asked): void {
    if (this.absentSince.size >= mostKnown) this.absentSince.clear();
    this.absentSince.set(idOf(asked), asked.at);
  }

  isAbsent(asked: Asked): boolean {
    return Math.abs(asked.at - (this.absentSince.get(idOf(asked)) ?? -Infinity)) < absentMs;
  }

  /** Some were made here; those that another portal makes are found within a minute. */
  noteMade(): void {
    this.absentSince.clear();
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
