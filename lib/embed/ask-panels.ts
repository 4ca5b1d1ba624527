import type { Context, Services } from '@/lib/context';
import type { BoardPanel } from '@/lib/dashboards/board/resolve-board';
import { isAppError } from '@/lib/errors/app-error';
import type { Answer } from '@/lib/model/answer';
import type { QuerySpec } from '@/lib/model/query-spec';
import { runQuery } from '@/lib/query/run-query';
import { specKey } from '@/lib/query/spec-key';
import { secondMs } from '@/lib/time/duration';
import { inTime } from '@/lib/time/in-time';
import type { PanelAnswer } from './page/embed-page';

/** A page without script has no second chance, so it waits longer for its numbers than a page of the portal, ms. */
const patienceMs = 2_500;
/** With numbers of the last seconds at hand it waits this long for newer ones, which its stream brings anyway, ms. */
const shortPatienceMs = 40;
const latelyMs = 15 * secondMs;

/**
 * The answers to all panels of an embed, each as far as it is known in time. They come from the cache that everybody shares,
 * so another viewer costs the engine nothing.
 */
export async function askPanels(
  services: Services,
  { workspaceId, panels, isViewed }: { workspaceId: string; panels: readonly BoardPanel[]; isViewed: boolean },
): Promise<Map<string, PanelAnswer>> {
  const ctx: Context = {
    ...services,
    actor: { kind: 'system', workspaceId, purpose: 'embed' },
    requestId: services.newId(),
  };
  const charts = panels.filter((panel) => panel.type === 'chart');
  const asked = charts.map(async ({ id, panel }): Promise<[string, PanelAnswer]> => {
    const [main, spark] = await Promise.all([
      ask(ctx, panel.spec, isViewed),
      panel.spark ? ask(ctx, panel.spark, isViewed) : null,
    ]);
    const answer = main && 'data' in main ? main : null;
    const fault = main && 'fault' in main ? main.fault : undefined;
    return [id, { answer, spark: spark && 'data' in spark ? spark : null, ...(fault !== undefined && { fault }) }];
  });
  return new Map(await Promise.all(asked));
}

/** Null when it has not come in time. What is wrong with a question is the author's to know, not every viewer's. */
async function ask(ctx: Context, spec: QuerySpec, isViewed: boolean): Promise<Answer | { fault: string } | null> {
  try {
    const { workspaceId } = ctx.actor;
    const key = `${specKey(workspaceId, spec)}:embed`;
    const last = ctx.cache.get<Answer>(key);
    const isRecent = last !== undefined && ctx.clock.now() - last.computedAt < latelyMs;
    const asked = runQuery(ctx, { spec, isViewed }).then((answer) => {
      if (answer.meta.freshness !== 'stale') ctx.cache.set(key, answer, answer.meta.asOf);
      return answer;
    });
    if (!isRecent) return await inTime(asked, { ms: patienceMs, late: null });
    // What fails behind an answer that was sent already is told to the next viewer.
    asked.catch(() => undefined);
    return await inTime(asked, { ms: shortPatienceMs, late: last.value });
  } catch (err) {
    ctx.log.debug({ err, kind: spec.kind, requestId: ctx.requestId }, 'a panel of an embed could not be answered');
    const isOurs = isAppError(err) && (err.code === 'invalid_input' || err.code === 'query_rejected');
    return { fault: isOurs ? 'This panel cannot be shown.' : 'The numbers cannot be read at the moment.' };
  }
}
