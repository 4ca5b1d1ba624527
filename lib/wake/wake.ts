import { EventEmitter } from 'node:events';

/** One per process, whichever copy of this module asks: verbs of routes change rows, the loops of the server look at them. */
const key = Symbol.for('sightglass.wakes');
type Registry = Record<symbol, EventEmitter | undefined>;
type Work = 'imports' | 'sample' | 'rules' | 'incidents' | 'notifications' | 'retention' | 'people';

function wakes(): EventEmitter {
  const registry = globalThis as unknown as Registry;
  return (registry[key] ??= new EventEmitter());
}

/** Tells the loop that there is something to do or to stop doing. Of use after the transaction that made it so. */
export const wake = (work: Work): void => void wakes().emit(work);

export function onWake(work: Work, listener: () => void): () => void {
  wakes().on(work, listener);
  return () => void wakes().off(work, listener);
}
