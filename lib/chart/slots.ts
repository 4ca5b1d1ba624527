/**
 * Which colour slot each series has: one that had a slot keeps it, a new one takes the lowest that no series present has.
 * Returns `known` itself when nothing changed, so that it can be compared.
 */
export function assignSlots(keys: readonly string[], known: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  if (keys.every((key) => known.has(key))) return known;
  const next = new Map(known);
  const taken = new Set(keys.flatMap((key) => known.get(key) ?? []));
  for (const key of keys) {
    if (known.has(key)) continue;
    let slot = 0;
    while (taken.has(slot)) slot += 1;
    taken.add(slot);
    next.set(key, slot);
  }
  return next;
}
