import type { Field } from '@/lib/model/filter';
import { singletonOf } from '@/lib/process/singleton';
import { minuteMs } from '@/lib/time/duration';

export type Wanted = { workspaceId: string; field: Field; at: number };

/** One that is asked for again and again is told this often. */
const againMs = 10 * minuteMs;
const mostKnown = 1_000;

/** The properties that questions over long ranges were about, until somebody takes them. */
export class WantedProperties {
  private readonly notedAt = new Map<string, number>();
  private waiting: Wanted[] = [];

  note(wanted: Wanted): void {
    const key = `${wanted.workspaceId}:${wanted.field}`;
    if (Math.abs(wanted.at - (this.notedAt.get(key) ?? -Infinity)) < againMs) return;
    if (this.waiting.length >= mostKnown) return;
    if (this.notedAt.size >= mostKnown) this.notedAt.clear();
    this.notedAt.set(key, wanted.at);
    this.waiting.push(wanted);
  }

  take(): Wanted[] {
    const taken = this.waiting;
    this.waiting = [];
    return taken;
  }
}

/** Those of an engine. */
export const wantedOf = (engine: object): WantedProperties =>
  singletonOf('query.wanted-properties', engine, () => new WantedProperties());
