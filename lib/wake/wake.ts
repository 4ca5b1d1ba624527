import { EventEmitter } from 'node:events';
import { singleton } from '@/lib/process/singleton';

type Work = 'imports' | 'sample' | 'rules' | 'incidents' | 'notifications' | 'retention' | 'people';

/** One per process: verbs of routes change rows, the loops of the server look at them. */
const wakes = (): EventEmitter => singleton('wakes', () => new EventEmitter());

/** Tells the loop that there is something to do or to stop doing. Of use after the transaction that made it so. */
export const wake = (work: Work): void => void wakes().emit(work);

export function onWake(work: Work, listener: () => void): () => void {
  wakes().on(work, listener);
  return () => void wakes().off(work, listener);
}
