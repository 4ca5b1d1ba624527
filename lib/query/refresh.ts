import type { AdmissionClass } from '@/lib/breaker/admission';
import type { Services } from '@/lib/context';
import { AppError, isAppError } from '@/lib/errors/app-error';
import type { StaleReason } from '@/lib/model/answer';
import type { QuerySpec } from '@/lib/model/query-spec';
import { batchLogOf } from './batch-log';
import type { Ask, Known, Read } from './asking';
import { ClosedBuckets } from './closed-buckets';
import { computeAnswer } from './compute';
import { entryOf, type Entry } from './entry';
import type { Row } from './shape';
import { wantedOf } from './summaries/wanted-summaries';

export type Purpose = 'interactive' | 'live' | 'warm' | 'alert';
/** Why it is asked, and who waits: when nobody does any more, the engine is told to stop. Without a signal it goes on. */
export type Asker = { purpose: Purpose; signal?: AbortSignal | undefined };
export type Question = { workspaceId: string; key: string; spec: QuerySpec };
/** What of the services a computation needs. */
export type Engines = Asked & Pick<Services, 'cache' | 'clock' | 'live' | 'metrics'>;
type Asked = Pick<Services, 'engine' | 'breakers' | 'admission'>;

const timeouts: Record<Purpose, number> = { interactive: 8_000, live: 4_000, warm: 20_000, alert: 10_000 };

/**
 * The answer computed now and put in the cache, once for all who ask at the same time. A trend asks only for those of its
 * buckets that are open, or that no trend like it has asked for, or that late events touched. Throws what the engine throws.
 */
export function refreshed(services: Engines, question: Question, by: Asker): Promise<Entry> {
  const { purpose } = by;
  return services.cache.fetch(
    question.key,
    (signal) => compute(services, question, { purpose, known: true, signal }),
    by.signal,
  );
}

/** The same, but for this caller alone and without using anything known. */
export function recomputed(services: Engines, question: Question, by: Asker): Promise<Entry> {
  return compute(services, question, { ...by, known: false });
}

async function compute(services: Engines, question: Question, how: Asker & { known: boolean }): Promise<Entry> {
  const { clock, cache, live } = services;
  const { workspaceId, key, spec } = question;
  const log = batchLogOf(live);
  const asOf = clock.now();
  const { position } = log;
  const spent = { tookMs: 0, rowsRead: 0 };
  const { purpose, signal } = how;
  const last = how.known ? cache.get<Entry>(key)?.value : undefined;
  // Asking for the open end of a window is not the same work as asking for all of it.
  const shape = `${spanOf(spec)}${last === undefined ? '' : ' open'}`;
  const bounds = { workspaceId, timeoutMs: timeouts[purpose], signal, class: classOf(purpose), shape };
  const asking = {
    workspaceId,
    now: asOf,
    ask: asker(services, spent, bounds),
    read: reader(services, spent, bounds),
    wanted: wantedOf(services.engine),
    ...(how.known ? { known: knownBefore(services, question, position) } : {}),
  };
  const made = await computeAnswer(spec, asking);
  const entry = entryOf(spec, {
    ...made,
    tookMs: Math.round(spent.tookMs * 100) / 100,
    rowsRead: spent.rowsRead,
    asOf,
    position,
  });
  const other = cache.get<Entry>(key)?.value.asOf ?? 0;
  // A slower computation that began earlier must not take the place of a newer answer, unless that is of a clock put back.
  if (other <= asOf || other > clock.now()) cache.set(key, entry, asOf);
  return entry;
}

function knownBefore(services: Engines, { workspaceId, key }: Question, position: number): Known {
  return {
    closedBuckets: (of) => new ClosedBuckets(services, { workspaceId, ...of }),
    ranking: services.cache.get<Entry>(key)?.value.ranking,
    position,
  };
}

type Spent = { tookMs: number; rowsRead: number };
export type Bounds = {
  workspaceId: string;
  timeoutMs: number;
  class: AdmissionClass;
  signal?: AbortSignal | undefined;
  /** What makes statements with the same text take longer or shorter. */
  shape?: string;
};

const classOf = (purpose: Purpose): AdmissionClass => (purpose === 'warm' ? 'bulk' : purpose);

/** A window's length decides how much is read, so it is part of what a question is compared with; about powers of two. */
function spanOf({ range }: QuerySpec): string {
  if ('last' in range) return range.last;
  return Math.round(Math.log2(Math.max(1, Date.parse(range.to) - Date.parse(range.from)))).toString();
}

/**
 * Asks the engine when it is its turn, through its breaker. The answer is shared, so the signal is of all who wait, not of one
 * reader. The time limit counts from the turn on.
 */
export function asker(services: Asked, spent: Spent, bounds: Bounds): Ask {
  const { timeoutMs, shape = '' } = bounds;
  return async ({ sql, params, settings }) => {
    const { rows, tookMs, rowsRead } = await services.admission.run(
      () =>
        services.breakers.engine.run(
          (signal) =>
            services.engine.query<Row>({ sql, params, settings, timeoutMs, signal: either(signal, bounds.signal) }),
          timeoutMs + 500,
        ),
      // Values are bound, so statements of one text differ in what they look for and not in what they do.
      { ...bounds, shape: `${shape}:${sql}` },
    );
    spent.tookMs += tookMs;
    spent.rowsRead += rowsRead;
    return rows;
  };
}

/** More than the engine needs to notice that the time is over: only an engine that hangs may open the breaker. */
const noticeMs = 5_000;

/** Runs people's own statements. One that is too slow says nothing about the engine, so it is no failure to the breaker. */
export function reader(services: Asked, spent: Spent, bounds: Bounds): Read {
  const { timeoutMs, workspaceId } = bounds;
  const tooSlow = (error: unknown): never => {
    if (!isAppError(error) || error.code !== 'engine_timeout') throw error;
    const message = `The statement took longer than ${timeoutMs / 1_000} seconds. Ask for a shorter time or fewer rows.`;
    throw new AppError('query_rejected', message, { cause: error });
  };
  return async (statement) => {
    const table = await services.admission.run(
      () =>
        services.breakers.engine.run(
          (signal) =>
            services.engine
              .read({ ...statement, workspaceId, timeoutMs, signal: either(signal, bounds.signal) })
              .catch(tooSlow),
          timeoutMs + noticeMs,
        ),
      // No two of them are alike, so their time says nothing about the engine.
      { workspaceId, class: bounds.class, signal: bounds.signal },
    );
    spent.tookMs += table.tookMs;
    spent.rowsRead += table.rowsRead;
    return table;
  };
}

const either = (one: AbortSignal, other: AbortSignal | undefined): AbortSignal =>
  other === undefined ? one : AbortSignal.any([one, other]);

/** Whether a failure may be covered by an older answer; what the asker did wrong may not. */
export function isOutage(error: unknown): boolean {
  return (
    !isAppError(error) ||
    ['engine_unavailable', 'engine_timeout', 'overloaded', 'internal', 'query_rejected'].includes(error.code)
  );
}

/** Why an older answer has to do, in a word for people. */
export function staleReason(services: Pick<Services, 'engine' | 'breakers'>, error?: unknown): StaleReason {
  const { state } = services.engine.status();
  if (state === 'restarting' || state === 'starting') return 'engine_restarting';
  if (state === 'down') return 'engine_down';
  if (isAppError(error) && error.code === 'engine_timeout') return 'engine_timeout';
  if (isAppError(error) && error.code === 'overloaded') return 'overloaded';
  if (services.breakers.engine.status().state !== 'closed') return 'breaker_open';
  return isAppError(error) && error.code === 'engine_unavailable' ? 'engine_down' : 'engine_error';
}
