import type { Services } from '@/lib/context';
import { minuteMs } from '@/lib/time/duration';
import { readRouting } from '@/lib/notify/routing/read-routing';
import { spanMs } from '@/lib/notify/telling/timing';

const heartbeatKey = 'notify.heartbeat';
/** A rule that is overdue for longer means that nobody evaluates rules: then the dead man's switch is to raise its alarm. */
const mostOverdueMs = 2 * minuteMs;

/**
 * Tells the dead man's switches of all workspaces that rules are evaluated and messages are sent; of several portals one tells each.
 * Resolves to how many were told.
 */
export async function beat(services: Services): Promise<number> {
  const { store, clock, sender, log, metrics } = services;
  const now = clock.now();
  const dueAt = await store.rules.nextDueAt(now);
  const overdueMs = dueAt === null ? 0 : now - dueAt;
  let told = 0;
  for (const { id, slug } of await store.workspaces.list()) {
    const { heartbeat } = (await readRouting(store, id)).routing;
    if (heartbeat === undefined) continue;
    if (overdueMs > mostOverdueMs) {
      log.warn({ workspace: slug, overdueMs }, 'notify: no heartbeat, because rules are evaluated too late');
      continue;
    }
    if (!(await store.settings.take(id, heartbeatKey, { before: now - spanMs(heartbeat.every), at: now }))) continue;
    try {
      await sender.ping(heartbeat.url);
      told += 1;
      metrics.notify.heartbeats.inc({ result: 'sent' });
    } catch (error) {
      metrics.notify.heartbeats.inc({ result: 'failed' });
      log.warn({ err: error, workspace: slug }, 'notify: the heartbeat did not arrive');
    }
  }
  return told;
}
