/**
 * One value per process, whichever copy of this module asks: the server, Next's routes and its instrumentation are
 * bundled apart and share nothing but `globalThis`.
 */
export function singleton<T>(key: string, make: () => T): T {
  const registry = globalThis as unknown as Record<symbol, T | undefined>;
  const symbol = Symbol.for(`sightglass.${key}`);
  return (registry[symbol] ??= make());
}
