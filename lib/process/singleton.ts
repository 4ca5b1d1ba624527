/**
 * One value per process, whichever copy of this module asks: the server, Next's routes and its instrumentation are
 * bundled apart and share nothing but `globalThis`.
 */
export function singleton<T>(key: string, make: () => T): T {
  const registry = globalThis as unknown as Record<symbol, T | undefined>;
  const symbol = Symbol.for(`sightglass.${key}`);
  return (registry[symbol] ??= make());
}

/** The same, one for each owner and for as long as that is used. */
export function singletonOf<T>(key: string, owner: object, make: () => T): T {
  const all = singleton(key, () => new WeakMap<object, { value: T }>());
  let known = all.get(owner);
  if (known === undefined) all.set(owner, (known = { value: make() }));
  return known.value;
}
