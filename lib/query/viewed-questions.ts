import type { Services } from '@/lib/context';
import type { ViewedQuestion } from '@/lib/store/store';
import { singletonOf } from '@/lib/process/singleton';
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

/** Those of a store. */
export const viewedOf = (store: Services['store']): ViewedQuestions =>
  singletonOf('query.viewed-questions', store, () => new ViewedQuestions());
