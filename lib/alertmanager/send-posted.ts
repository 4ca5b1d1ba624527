import type { Context } from '@/lib/context';
import { refused } from './am-error';
import { parseAlerts } from './parse-alerts';
import { parseBody } from './parse-body';
import { sendAlerts } from './send-alerts';

/** Takes the body of POST /api/v2/alerts. Throws AmError, for single bad alerts after the good ones were taken. */
export async function sendPosted(
  ctx: Context,
  { contentType, text }: { contentType: string | null; text: string },
): Promise<void> {
  const { alerts, faults } = parseAlerts(parseBody(contentType, text, 'alerts'));
  await sendAlerts(ctx, { alerts });
  if (faults.length > 0) throw refused(faults.join('; '));
}
