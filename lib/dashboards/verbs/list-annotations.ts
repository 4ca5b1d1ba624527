import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Annotation } from '@/lib/model/annotation';

const limit = 1_000;

/** `from` and `to` in Unix ms, both included. */
export type ListAnnotationsInput = { from: number; to: number; dashboardId?: string | undefined };

/**
 * What happened in a stretch of time, oldest first: annotations of the whole workspace and, when it is named, of one
 * dashboard. At most the newest 1,000.
 */
export async function listAnnotations(ctx: Context, input: ListAnnotationsInput): Promise<Annotation[]> {
  authorize(ctx, 'dashboards:read');
  const { from, to, dashboardId = null } = input;
  return ctx.store.annotations.list(ctx.actor.workspaceId, { from, to, dashboardId, limit });
}
