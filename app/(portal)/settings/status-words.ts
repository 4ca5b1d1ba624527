import type { Tone } from '@/app/_ui/kit/badge';
import type { EngineState } from '@/lib/model/live-frame';

type Look = { tone: Tone; words: string };

export const engineWords: Record<EngineState, Look> = {
  starting: { tone: 'warn', words: 'Starting' },
  ready: { tone: 'good', words: 'Ready' },
  restarting: { tone: 'warn', words: 'Restarting' },
  down: { tone: 'bad', words: 'Down' },
};

export const breakerWords: Record<'closed' | 'open' | 'half-open', Look & { detail: string }> = {
  closed: { tone: 'good', words: 'Closed', detail: 'Questions go straight to the engine' },
  'half-open': {
    tone: 'warn',
    words: 'Trying again',
    detail: 'One question is let through to see whether the engine is back',
  },
  open: { tone: 'bad', words: 'Open', detail: 'The engine is spared; the last good answers are shown' },
};
