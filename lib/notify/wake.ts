import { EventEmitter } from 'node:events';

/** One per process, whichever copy of this module asks: verbs of routes change the rows, the loops of the server look at them. */
const key = Symbol.for('sightglass.notify-wakes');
type Registry = Record<symbol, EventEmitter | undefined>;

function wakes(): EventEmitter {
  const registry = globalThis as unknown as Registry;
  return (registry[key] ??= new EventEmitter());
}

/** The loops look at due groups and messages now. Of use after the transaction that made them due. */
export const pokeNotifications = (): void => void wakes().emit('look');

export function onPoke(listener: () => void): () => void {
  wakes().on('look', listener);
  return () => void wakes().off('look', listener);
}
