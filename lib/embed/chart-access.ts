import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Actor } from '@/lib/model/actor';
import { refusal } from './refusal';

/** How a chart is asked for: in which context, and within which grant when somebody brought a token or a link. */
export type ChartReader = { ctx: Context; grant: Extract<Actor, { kind: 'embed' }>['grant'] | null };

/**
 * Who may have a chart by its address: whoever may read charts and ask questions, and whoever was granted this one. A grant asks
 * through the portal itself, as it may ask nothing else. Throws AppError unauthenticated or forbidden.
 */
export function authorizeChart(ctx: Context, id: string): ChartReader {
  const { actor } = ctx;
  if (actor?.kind !== 'embed') {
    authorize(ctx, 'dashboards:read');
    authorize(ctx, 'query:run');
    return { ctx, grant: null };
  }
  authorize(ctx, 'embed:view');
  const { workspaceId, grant } = actor;
  if (grant.kind !== 'chart' || grant.resourceId !== id) throw refusal('wrong_resource');
  return { ctx: { ...ctx, actor: { kind: 'system', workspaceId, purpose: 'embed' } }, grant };
}
