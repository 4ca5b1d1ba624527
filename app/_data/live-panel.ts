import { isAppError } from '@/lib/errors/app-error';
import { applyPatch } from '@/lib/model/apply-patch';
import type { WatchFrame, WatchRequest } from '@/lib/model/live-frame';
import type { QuerySpec } from '@/lib/model/query-spec';
import { problemOfCode, type PanelState } from './panel-query';

type Cursor = { epoch: string; position: number; text: string };

/** A question that this tab watches, and how far it has come. */
export class LivePanel {
  state: PanelState;
  /** The running stream keeps this panel up to date. */
  isLive = false;
  /** Browser time of the last frame that confirmed or changed the numbers. */
  lastUpdateAt: number | null = null;
  private seq: number | null = null;
  /** A frame did not fit: nothing that is here may be built upon. */
  private isAdrift = false;
  private cursor: Cursor | null = null;

  constructor(
    readonly id: string,
    readonly spec: QuerySpec,
    state: PanelState | undefined,
  ) {
    this.state = state ?? { answer: null, problem: null };
  }

  /** Numbers that came another way; they count only until the stream has said something. */
  adopt(state: PanelState | undefined): void {
    if (state && this.cursor === null) this.state = state;
  }

  request(): WatchRequest {
    const { id, spec, cursor, state } = this;
    if (cursor) return { id, spec, since: cursor.text };
    return { id, spec, ...(state.answer && !this.isAdrift ? { asOf: state.answer.meta.asOf } : {}) };
  }

  /** False when the frame does not follow on what is here: the whole answer is needed. */
  apply(frame: WatchFrame, now: number): boolean {
    const cursor = frame.cursor === undefined ? null : parseCursor(frame.cursor);
    this.isLive = true;
    if (this.isRepeat(frame, cursor)) return true;
    if (!this.change(frame)) {
      this.cursor = null;
      this.seq = null;
      this.isLive = false;
      this.isAdrift = true;
      return false;
    }
    this.isAdrift = false;
    this.seq = frame.seq;
    if (cursor) this.cursor = cursor;
    const isNewest = this.state.problem === null && this.state.answer?.meta.freshness !== 'stale';
    if (isNewest) this.lastUpdateAt = now;
    return true;
  }

  /** Two streams overlap for a moment when the set of panels changes, so a frame may come twice. */
  private isRepeat(frame: WatchFrame, cursor: Cursor | null): boolean {
    if (cursor === null || this.cursor === null || cursor.epoch !== this.cursor.epoch) return false;
    if (frame.type === 'current') return cursor.position < this.cursor.position;
    return cursor.position <= this.cursor.position;
  }

  private change(frame: WatchFrame): boolean {
    switch (frame.type) {
      case 'snapshot':
        this.state = { answer: frame.answer, problem: null };
        return true;
      case 'current':
        if (this.state.problem) this.state = { ...this.state, problem: null };
        return this.state.answer !== null;
      case 'failed':
        this.state = { ...this.state, problem: problemOfCode(frame.code, frame.message, frame) };
        return true;
      case 'patch':
        return this.patch(frame);
    }
  }

  private patch(frame: Extract<WatchFrame, { type: 'patch' }>): boolean {
    if (this.state.answer === null || (this.seq !== null && frame.seq !== this.seq + 1)) return false;
    try {
      this.state = { answer: applyPatch(this.state.answer, frame.patch, frame.meta), problem: null };
      return true;
    } catch (error) {
      if (isAppError(error) && error.code === 'conflict') return false;
      throw error;
    }
  }
}

/** A cursor names the process it comes from and a position that grows; see the server's hub. */
function parseCursor(text: string): Cursor {
  const at = text.lastIndexOf('-');
  return { text, epoch: text.slice(0, at), position: Number(text.slice(at + 1)) };
}
