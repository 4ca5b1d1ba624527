export type ChaosOptions = {
  /** Decides who does what when; the same seed is the same run. */
  seed: number;
  /** How long each fault lasts. */
  seconds: number;
  /** Names of faults; all when empty. */
  faults: readonly string[];
  /** Where users, dashboards and rules are kept. */
  store: 'postgres' | 'pglite';
  /** A share of the clients, for a test that runs beside others. Default 1. */
  load?: number;
};

/** CHAOS_SEED, CHAOS_SECONDS, CHAOS_FAULTS (comma-separated) and CHAOS_STORE. */
export function readChaosOptions(env: Record<string, string | undefined>): ChaosOptions {
  return {
    seed: Number(env.CHAOS_SEED ?? 42),
    seconds: Number(env.CHAOS_SECONDS ?? 20),
    faults: (env.CHAOS_FAULTS ?? '').split(',').filter((name) => name !== ''),
    store: env.CHAOS_STORE === 'pglite' ? 'pglite' : 'postgres',
  };
}

/** Mulberry32 (Tommy Ettinger, public domain): numbers in [0, 1) that a seed repeats. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Looks again until it is so; null when it was not within the time. Resolves to how long it took, ms. */
export async function until(isSo: () => Promise<boolean>, withinMs: number, everyMs = 100): Promise<number | null> {
  const began = performance.now();
  for (;;) {
    if (await isSo().catch(() => false)) return performance.now() - began;
    if (performance.now() - began > withinMs) return null;
    await sleep(everyMs);
  }
}
