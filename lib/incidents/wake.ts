import { EventEmitter } from 'node:events';

/** One per process, whichever copy of this module asks: doors change incidents, a loop of the server tells of them. */
const key = Symbol.for('sightglass.incident-wakes');
type Registry = Record<symbol, EventEmitter | undefined>;

function wakes(): EventEmitter {
  const registry = globalThis as unknown as Registry;
  return (registry[key] ??= new EventEmitter());
}

/** Says that incidents changed, or are about to with the end of the transaction. */
export const wakeIncidents = (): void => void wakes().emit('changed');

export function onIncidentsChanged(listener: () => void): () => void {
  wakes().on('changed', listener);
  return () => void wakes().off('changed', listener);
}
