import type { LiveFrame } from '@/lib/model/live-frame';

const shown = new WeakMap<LiveFrame, LiveFrame>();

/**
 * A frame without what viewers of an embed are not to know: the question, which has the filters and statements of the author.
 * Made once for all viewers, so that they share its bytes.
 */
export function shownFrame(frame: LiveFrame): LiveFrame {
  if (frame.type !== 'snapshot' && frame.type !== 'failed') return frame;
  let made = shown.get(frame);
  if (made === undefined) shown.set(frame, (made = withoutQuestion(frame)));
  return made;
}

function withoutQuestion(frame: Extract<LiveFrame, { type: 'snapshot' | 'failed' }>): LiveFrame {
  if (frame.type === 'failed') {
    const { errors: _, ...rest } = frame;
    return { ...rest, message: 'The numbers cannot be read at the moment.' };
  }
  const { data, meta, query } = frame.answer;
  const { timezone } = query;
  // Patches are applied in the timezone of the question; nothing else of it is needed to draw.
  return { ...frame, answer: { data, meta, query: { kind: 'sql', sql: '', timezone } as unknown as typeof query } };
}
