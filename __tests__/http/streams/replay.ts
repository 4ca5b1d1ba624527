import { applyPatch } from '@/lib/model/apply-patch';
import type { Answer } from '@/lib/model/answer';
import type { LiveFrame, WatchFrame } from '@/lib/model/live-frame';

type State = { seq: number; position: number; answer: Answer };

const positionIn = (cursor: string) => Number(cursor.slice(cursor.lastIndexOf('-') + 1));

/** What a reader has after each frame, and everything about them that must not be. */
export class Replay {
  readonly faults: string[] = [];
  private readonly states: { id: string; position: number; state: string }[] = [];
  private readonly last = new Map<string, State>();
  cursor: string | undefined;
  frames = 0;

  take(frame: LiveFrame): void {
    if (!('id' in frame)) return;
    this.frames += 1;
    if (frame.type === 'failed') return void this.faults.push(`failed: ${frame.message}`);
    this.cursor = frame.cursor;
    const position = positionIn(frame.cursor);
    const before = this.last.get(frame.id);
    const isRepeat =
      before !== undefined && (frame.type === 'current' ? position < before.position : position <= before.position);
    if (isRepeat) this.faults.push(`${frame.type} of ${frame.id} at ${position} after ${before.position}`);
    const after = this.after(frame, before);
    if (after === null) return;
    const state = { seq: frame.seq, position, answer: after };
    this.last.set(frame.id, state);
    this.states.push({ id: frame.id, position, state: JSON.stringify([frame.seq, after.data]) });
  }

  all() {
    return this.states;
  }

  /** What there was to see at a position: a cursor may lie behind the last change of a question. */
  at(id: string, position: number): string | undefined {
    return this.states.findLast((one) => one.id === id && one.position <= position)?.state;
  }

  answerOf(id: string): Answer | undefined {
    return this.last.get(id)?.answer;
  }

  private after(frame: Exclude<WatchFrame, { type: 'failed' }>, before: State | undefined): Answer | null {
    if (frame.type === 'snapshot') return frame.answer;
    if (before === undefined) {
      this.faults.push(`${frame.type} of ${frame.id} before a snapshot`);
      return null;
    }
    const expected = frame.type === 'patch' ? before.seq + 1 : before.seq;
    if (frame.seq !== expected) this.faults.push(`${frame.type} of ${frame.id}: seq ${frame.seq}, not ${expected}`);
    return frame.type === 'patch' ? applyPatch(before.answer, frame.patch, frame.meta) : before.answer;
  }
}
