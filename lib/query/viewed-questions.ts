import type { Services } from '@/lib/context';
import type { ViewedQuestion } from '@/lib/store/store';
import { minuteMs } from '@/lib/time/duration';
import type { Question } from './refresh';

/** A question that is viewed again and again is written down this often, ms. */
const againMs = 10 * minuteMs;
const mostKnown = 2_000;
const mostPerWrite = 500;

/** Which questions of pages people look at: noted for next to nothing, written down now and then in one statement. */
export class ViewedQuestions {
  private readonly notedAt = new Map<string, number>();
  private waiting: ViewedQuestion[] = [];

  note({ workspaceId, key, spec }: Question, now: number): void {
    if (now - (this.notedAt.get(key) ?? -Infinity) < againMs || this.waiting.length >= mostKnown) return;
    if (this.notedAt.size >= mostKnown) this.notedAt.clear();
    this.notedAt.set(key, now);
    this.waiting.push({ workspaceId, key, spec, viewedAt: now });
  }

  /** Throws what the store throws; what was to be written is then left out, as the next view notes it again. */
  async write({ store }: Pick<Services, 'store'>): Promise<void> {
    const newest = new Map(this.waiting.map((row) => [row.key, row]));
    this.waiting = [];
    const rows = [...newest.values()];
    try {
      for (let at = 0; at < rows.length; at += mostPerWrite)
        await store.viewedQuestions.put(rows.slice(at, at + mostPerWrite));
    } catch (error) {
      for (const { key } of rows) this.notedAt.delete(key);
      throw error;
    }
  }
}

const slot = Symbol.for('sightglass.query.viewed-questions');

/** Those of a store. Server, pages and routes have this module once each and must share one. */
export function viewedOf(store: Services['store']): ViewedQuestions {
  const place = globalThis as unknown as { [slot]?: WeakMap<object, ViewedQuestions> };
  const all = (place[slot] ??= new WeakMap());
  const known = all.get(store) ?? new ViewedQuestions();
  all.set(store, known);
  return known;
}
