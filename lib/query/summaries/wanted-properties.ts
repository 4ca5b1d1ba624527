import type { Field } from '@/lib/model/filter';
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

const slot = Symbol.for('sightglass.query.wanted-properties');

/** Those of an engine. Server, pages and routes have this module once each and must share one. */
export function wantedOf(engine: object): WantedProperties {
  const place = globalThis as unknown as { [slot]?: WeakMap<object, WantedProperties> };
  const all = (place[slot] ??= new WeakMap());
  const known = all.get(engine) ?? new WantedProperties();
  all.set(engine, known);
  return known;
}
