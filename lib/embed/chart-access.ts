import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';

/**
 * Who may have a chart by its address: whoever may read charts and ask questions. Returns the context in which its question is
 * asked. Throws AppError unauthenticated or forbidden.
 */
export function authorizeChart(ctx: Context): Context {
  authorize(ctx, 'dashboards:read');
  authorize(ctx, 'query:run');
  return ctx;
}
