import type { Context, Services } from '@/lib/context';
import type { BoardPanel } from '@/lib/dashboards/board/resolve-board';
import { isAppError } from '@/lib/errors/app-error';
import type { Answer } from '@/lib/model/answer';
import type { QuerySpec } from '@/lib/model/query-spec';
import { runQuery } from '@/lib/query/run-query';
import { inTime } from '@/lib/time/in-time';
import type { PanelAnswer } from './page/embed-page';

/** A page without script has no second chance, so it waits longer for its numbers than a page of the portal, ms. */
const patienceMs = 2_500;

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
    return await inTime(runQuery(ctx, { spec, isViewed }), { ms: patienceMs, late: null });
  } catch (err) {
    ctx.log.debug({ err, kind: spec.kind, requestId: ctx.requestId }, 'a panel of an embed could not be answered');
    const isOurs = isAppError(err) && (err.code === 'invalid_input' || err.code === 'query_rejected');
    return { fault: isOurs ? 'This panel cannot be shown.' : 'The numbers cannot be read at the moment.' };
  }
}
