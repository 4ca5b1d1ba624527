import type { Tone } from '@/app/_ui/kit/badge';
import type { EngineState } from '@/lib/model/live-frame';

type Look = { tone: Tone; words: string };

export const engineWords: Record<EngineState, Look> = {
  starting: { tone: 'warn', words: 'Starting' },
  ready: { tone: 'good', words: 'Ready' },
  restarting: { tone: 'warn', words: 'Restarting' },
  down: { tone: 'bad', words: 'Down' },
};
