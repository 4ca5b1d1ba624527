import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { readRouting } from '@/lib/notify/routing/read-routing';
import { configYaml } from './config-yaml';

/** The version of Alertmanager whose API this is: amtool warns about any other than its own. */
const version = '0.25.0';

/** GET /api/v2/status: no cluster of its own, and the routing of the workspace as a configuration. */
export async function status(ctx: Context) {
  authorize(ctx, 'alerts:read');
  const { routing } = await readRouting(ctx.store, ctx.actor.workspaceId);
  return {
    cluster: { peers: [], status: 'disabled' },
    config: { original: configYaml(routing) },
    uptime: new Date(ctx.clock.now() - Math.round(process.uptime() * 1_000)).toISOString(),
    versionInfo: { branch: 'sightglass', buildDate: '', buildUser: '', goVersion: '', revision: '', version },
  };
}
