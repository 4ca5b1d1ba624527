import type { Tone } from '@/app/_ui/kit/badge';
import type { BreakerStatus } from '@/lib/breaker/breakers';

type Look = { tone: Tone; words: string; detail: string };

const meaning: Record<BreakerStatus['kind'], { fine: string; spared: string }> = {
  engine: {
    fine: 'Questions go straight to the engine.',
    spared: 'Dashboards show the last good answers and say how old they are.',
  },
  store: {
    fine: 'Reads and writes go straight to the store.',
    spared: 'Nothing can be saved; what is on screen stays there.',
  },
  channel: {
    fine: 'Messages are sent as they come.',
    spared: 'Messages to it wait and are sent when it answers; others go out as ever.',
  },
};

/** How a breaker is doing, for somebody who never heard of breakers. `now` is Unix ms. */
export function breakerLook(breaker: BreakerStatus, now: number): Look {
  const { state, kind, failuresInRow, nextProbeAt } = breaker;
  const { fine, spared } = meaning[kind];
  if (state === 'closed' && failuresInRow === 0) return { tone: 'good', words: 'Answers', detail: fine };
  if (state === 'closed') {
    const words = failuresInRow === 1 ? 'Failed once' : `Failed ${failuresInRow} times in a row`;
    return { tone: 'warn', words, detail: fine };
  }
  const inSeconds = Math.max(0, Math.ceil(((nextProbeAt ?? now) - now) / 1_000));
  const next = inSeconds === 0 ? 'looking again now' : `next look in ${inSeconds} s`;
  return { tone: 'bad', words: `Does not answer, ${next}`, detail: spared };
}
