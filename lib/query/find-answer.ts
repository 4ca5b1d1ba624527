import type { Services } from '@/lib/context';
import { toAppError } from '@/lib/errors/app-error';
import type { AnswerMeta } from '@/lib/model/answer';
import { batchLogOf, isTouching } from './batch-log';
import { lives, metaOf, type Entry } from './entry';
import { isOutage, recomputed, refreshed, staleReason, type Asker, type Engines, type Question } from './refresh';

export type Found = { entry: Entry; meta: AnswerMeta };
export type Finding = Engines & Pick<Services, 'metrics' | 'observe' | 'log'>;
type How = Partial<Asker> & { skipCache?: boolean };

/** A reader who could have an older answer waits this long for a newer one, ms; less while the engine is busy. */
const patienceMs = 1_500;

/** The answer that is as good as one computed now, or null. Cheap: most requests end here. */
export function currentAnswer(services: Finding, question: Question): Found | null {
  const entry = services.cache.get<Entry>(question.key)?.value;
  if (entry === undefined) return null;
  const now = services.clock.now();
  if (!isCurrent(services, { entry, workspaceId: question.workspaceId, now })) return null;
  count(services, question, { result: 'hit', tookMs: 0 });
  return { entry, meta: metaOf(entry, { freshness: 'cached', now }) };
}

/**
 * Fresh for a moment by itself; after that for as long as its window stands still and no batch wrote into it. While the
 * engine is away nothing is written, which says nothing about what waits to be, so then only the moment counts.
 */
function isCurrent(services: Finding, of: { entry: Entry; workspaceId: string; now: number }): boolean {
  const { entry, workspaceId, now } = of;
  // The clock was put back: how old this is cannot be told.
  if (entry.asOf > now) return false;
  if (now < entry.freshUntil + (entry.isOpen ? stretchMs(services) : 0)) return true;
  const trustMs = entry.isOpen ? lives.openTrust : lives.closedTrust;
  if (now >= entry.windowUntil || now >= entry.asOf + trustMs || services.engine.status().state !== 'ready')
    return false;
  const touches = batchLogOf(services.live).since(workspaceId, entry.position);
  return !touches.some((touch) => isTouching(touch, entry.dependsOn));
}

/** While the engine is busy, answers live as much longer as charts wait between two refreshes. */
const stretchMs = ({ admission }: Finding): number => Math.max(0, admission.everyMs() - lives.openTtl);

/** From the cache, from the engine, or the last good answer with the reason why it is not newer. */
export async function findAnswer(services: Finding, question: Question, how: How): Promise<Found> {
  const { purpose = 'interactive', signal } = how;
  const started = services.clock.monotonic();
  const found = await (how.skipCache === true
    ? anew(services, question, { purpose, signal })
    : lookUp(services, question, { purpose, signal }));
  const { freshness } = found.meta;
  if (freshness !== 'cached' && purpose === 'interactive')
    count(services, question, {
      result: freshness === 'fresh' ? 'miss' : 'stale',
      tookMs: services.clock.monotonic() - started,
    });
  return found;
}

async function anew(services: Finding, question: Question, by: Asker): Promise<Found> {
  return fresh(services, await recomputed(services, question, by));
}

async function lookUp(services: Finding, question: Question, by: Asker): Promise<Found> {
  const hit = currentAnswer(services, question);
  if (hit !== null) return hit;
  const known = services.cache.get<Entry>(question.key)?.value;
  if (known === undefined) return fresh(services, await refreshed(services, question, by));
  return renew(services, question, { known, purpose: by.purpose });
}

/** There is an older answer: how long to wait for a newer one depends on how old it is and whether the engine is there. */
async function renew(
  services: Finding,
  question: Question,
  of: { known: Entry; purpose: Asker['purpose'] },
): Promise<Found> {
  const { known, purpose } = of;
  // For all who come later too, so it goes on when this reader leaves.
  const flight = refreshed(services, question, { purpose });
  // Whoever waits for the flight hears of its failure; if nobody does, the next reader tries again.
  flight.catch((error: unknown) =>
    services.log.debug({ err: error, key: question.key }, 'a cached answer could not be renewed'),
  );
  const now = services.clock.now();
  const isAway = services.engine.status().state !== 'ready' || services.breakers.engine.status().state !== 'closed';
  if (isAway) return stale(services, known);
  const graceMs = known.isOpen ? lives.openGrace + stretchMs(services) : lives.closedGrace;
  if (now >= known.asOf && now < known.asOf + graceMs && purpose !== 'live') {
    count(services, question, { result: 'hit', tookMs: 0 });
    return { entry: known, meta: metaOf(known, { freshness: 'cached', now }) };
  }
  try {
    const entry = await withPatience(flight, patienceMs / services.admission.pressure());
    return entry === 'slow' ? stale(services, known, 'slow') : fresh(services, entry);
  } catch (error) {
    if (!isOutage(error)) throw error;
    return stale(services, known, error);
  }
}

async function withPatience(flight: Promise<Entry>, ms: number): Promise<Entry | 'slow'> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<'slow'>((resolve) => {
    timer = setTimeout(() => resolve('slow'), ms);
  });
  try {
    return await Promise.race([flight, slow]);
  } finally {
    clearTimeout(timer);
  }
}

function fresh(services: Finding, entry: Entry): Found {
  return { entry, meta: metaOf(entry, { freshness: 'fresh', now: services.clock.now() }) };
}

/** Also says why, as far as the engine's state tells. */
export function stale(services: Finding, entry: Entry, why?: unknown): Found {
  const slow = services.admission.pressure() > 1 ? 'overloaded' : 'engine_timeout';
  const reason = why === 'slow' ? slow : staleReason(services, why === undefined ? undefined : toAppError(why));
  return { entry, meta: metaOf(entry, { freshness: 'stale', now: services.clock.now(), reason }) };
}

function count(
  services: Finding,
  question: Question,
  what: { result: 'hit' | 'miss' | 'stale'; tookMs: number },
): void {
  services.metrics.cache.lookups.inc({ result: what.result });
  services.observe('portal.query', what.tookMs, { kind: question.spec.kind, cache: what.result });
}
