import { createHash } from 'node:crypto';
import { checkRuleDoc } from '@/lib/alerts/documents/check-rule-doc';
import type { History } from '@/lib/alerts/history/history';
import { paceOf } from '@/lib/alerts/history/pace';
import { historyKey, prepareHistory } from '@/lib/alerts/history/prepare-history';
import { runHistory } from '@/lib/alerts/history/run-history';
import { lastOf } from '@/lib/alerts/asked-specs';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { topologyOf } from '@/lib/incidents/correlate/topology';
import type { BacktestAnswer } from '@/lib/model/backtest';
import type { RuleDoc } from '@/lib/model/rule';
import { readRouting } from '@/lib/notify/routing/read-routing';
import { historyAsking } from '@/lib/query/answer-as-of';
import { dayMs, minuteMs } from '@/lib/time/duration';

/** Whoever drags a limit asks again and again; the numbers of the last minute will do. */
const keptMs = minuteMs;
const timeoutMs = 15_000;

/**
 * What a rule would have done in the last days, by its own evaluation and correlation. Throws `invalid_input`, what the engine
 * throws, and `query_rejected` when the caller has left.
 */
export async function backtestRule(ctx: Context, input: { doc: unknown; days: number }): Promise<BacktestAnswer> {
  authorize(ctx, 'alerts:read');
  authorize(ctx, 'query:run');
  const started = ctx.clock.monotonic();
  const doc = checkRuleDoc(input.doc);
  const history = await historyOf(ctx, doc, input.days);
  const { routing } = await readRouting(ctx.store, ctx.actor.workspaceId);
  const topology = topologyOf(routing.topology);
  const tested = await runHistory(doc, history, { topology, signal: ctx.signal, clock: ctx.clock });
  const { from, to, stepMs, evaluations, notes } = history;
  const every = lastOf(stepMs);
  return {
    from,
    to,
    evaluatedEvery: 'last' in every ? every.last : '',
    evaluations,
    ...tested,
    note: notes.length === 0 ? null : notes.join(' '),
    tookMs: Math.round(ctx.clock.monotonic() - started),
  };
}

async function historyOf(ctx: Context, doc: RuleDoc, days: number): Promise<History> {
  const { cache, clock } = ctx;
  const { workspaceId } = ctx.actor;
  const pace = paceOf(doc);
  const hash = createHash('sha256').update(historyKey(doc, { days, pace })).digest('base64url').slice(0, 27);
  const own = `b:${workspaceId}:`;
  const known = cache.get<History>(`${own}${hash}`);
  if (known !== undefined && clock.now() - known.computedAt < keptMs) return known.value;
  return cache.fetch(
    `${own}${hash}`,
    async (signal) => {
      const now = clock.now();
      const to = Math.floor(now / minuteMs) * minuteMs;
      const asking = historyAsking(ctx, { workspaceId, class: 'interactive', timeoutMs, signal });
      const stretch = { from: to - days * dayMs, to, pace };
      const history = await prepareHistory(doc, stretch, { asking, clock });
      // They are large: one per workspace is kept.
      cache.deletePrefix(own);
      cache.set(`${own}${hash}`, history, now);
      return history;
    },
    ctx.signal,
  );
}
