import type { Services } from '@/lib/context';
import { singleton } from '@/lib/process/singleton';

export type Readiness = { ready: boolean; engine: string; store: 'ready' | 'down'; spoolPendingBytes: number };

const memoMs = 500;
type Memo = { at: number; report: Promise<Readiness> };

/**
 * One real aggregate in the engine and one real read in the store: a port that answers is not an engine that works.
 * Probes of several watchers within half a second share one look.
 */
export function readiness(services: Services): Promise<Readiness> {
  const memo = singleton<{ last: Memo | null }>('readiness', () => ({ last: null }));
  const now = services.clock.monotonic();
  if (memo.last === null || now - memo.last.at > memoMs) memo.last = { at: now, report: look(services) };
  return memo.last.report;
}

async function look({ engine, store, spool }: Services): Promise<Readiness> {
  const [isEngineHealthy, isStoreHealthy] = await Promise.all([engine.isHealthy(2_000), store.isHealthy()]);
  return {
    ready: isEngineHealthy && isStoreHealthy,
    engine: isEngineHealthy ? 'ready' : engine.status().state,
    store: isStoreHealthy ? 'ready' : 'down',
    spoolPendingBytes: spool.pendingBytes(),
  };
}
