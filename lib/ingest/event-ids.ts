/** So many ids share one random start, which is what an id costs. */
const idsPerStart = 65_536;
const makers = new WeakMap<() => string, () => string>();

/**
 * Ids for events that came without one, as unique as those of `newId`: one of them and a number. The random bytes of an id
 * cost more than the rest of an event, and ids with the same start take less room in the engine.
 */
export function eventIds(newId: () => string): () => string {
  let next = makers.get(newId);
  if (next === undefined) makers.set(newId, (next = countFrom(newId)));
  return next;
}

function countFrom(newId: () => string): () => string {
  let start = '';
  let used = idsPerStart;
  return () => {
    if (used >= idsPerStart) {
      start = newId();
      used = 0;
    }
    used += 1;
    return `${start}-${used.toString(36)}`;
  };
}
