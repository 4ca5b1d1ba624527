import { EventEmitter } from 'node:events';

/** One per process, whichever copy of this module asks: routes change the work, the workers of the server do it. */
const key = Symbol.for('sightglass.ingest-wakes');
type Registry = Record<symbol, EventEmitter | undefined>;
type Work = 'imports' | 'sample';

function wakes(): EventEmitter {
  const registry = globalThis as unknown as Registry;
  return (registry[key] ??= new EventEmitter());
}

/** Tells the worker that there is something to do or to stop doing. */
export const wake = (work: Work): void => void wakes().emit(work);

export function onWake(work: Work, listener: () => void): () => void {
  wakes().on(work, listener);
  return () => void wakes().off(work, listener);
}
