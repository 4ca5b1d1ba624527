import type { LiveQuestion, LiveSource } from '@/lib/live/hub';
import type { Answer, AnswerMeta } from '@/lib/model/answer';
import type { Patch } from '@/lib/model/live-frame';
import { batchLogOf } from './batch-log';
import { answerOf, metaOf, type Entry } from './entry';
import { findAnswer, type Finding } from './find-answer';
import { isOutage, refreshed, staleReason } from './refresh';
import { sameTrend, trendDiff } from './trend-diff';

/** How live queries ask: through the same cache as everybody, so that a tick costs one query however many watch. */
export function liveSource(services: Finding): LiveSource {
  return {
    async snapshot(question, signal) {
      const { entry, meta } = await findAnswer(services, question, { purpose: 'interactive', signal });
      return answerOf(entry, meta);
    },
    refresh: (...[question, last, , signal]) => refreshLive(services, { question, last, signal }),
  };
}

/**
 * What has changed since the last answer, null when nothing has. While the engine is away the last answer is passed on as
 * stale, with its age and reason. Throws AppError query_rejected and invalid_input.
 */
export async function refreshLive(
  services: Finding,
  of: { question: LiveQuestion; last: Answer; signal?: AbortSignal | undefined },
): Promise<{ patch: Patch; meta: AnswerMeta } | null> {
  const { question, last, signal } = of;
  try {
    const entry = await entryWithAllBatches(services, question, signal);
    const patch = patchOf(last, entry);
    const isRecovered = last.meta.freshness === 'stale';
    if (patch === null && !isRecovered) return null;
    return { patch: patch ?? unchanged(last), meta: metaOf(entry, { freshness: 'fresh', now: services.clock.now() }) };
  } catch (error) {
    if (!isOutage(error)) throw error;
    const ageMs = Math.max(0, services.clock.now() - last.meta.asOf);
    const meta: AnswerMeta = {
      ...last.meta,
      freshness: 'stale',
      ageMs,
      reason: staleReason(services, error),
      tookMs: 0,
    };
    return { patch: unchanged(last), meta };
  }
}

/** A computation that others began may have read before the newest batch was in, so one that knows it is waited for. */
async function entryWithAllBatches(
  services: Finding,
  question: LiveQuestion,
  signal: AbortSignal | undefined,
): Promise<Entry> {
  // The batch that woke us is in the log once its announcement has gone round.
  await Promise.resolve();
  const wanted = batchLogOf(services.live).position;
  const known = services.cache.get<Entry>(question.key)?.value;
  if (known !== undefined && known.position >= wanted && services.clock.now() < known.freshUntil) return known;
  const entry = await refreshed(services, question, { purpose: 'live', signal });
  return entry.position >= wanted ? entry : refreshed(services, question, { purpose: 'live', signal });
}

function patchOf(last: Answer, entry: Entry): Patch | null {
  if (last.data.kind === 'trend' && entry.data.kind === 'trend') {
    const patch = trendDiff(last.data, entry.data);
    return patch === 'replace' ? { kind: 'replace', data: entry.data } : patch;
  }
  return JSON.stringify(last.data) === JSON.stringify(entry.data) ? null : { kind: 'replace', data: entry.data };
}

const unchanged = ({ data }: Answer): Patch => (data.kind === 'trend' ? sameTrend(data) : { kind: 'replace', data });
