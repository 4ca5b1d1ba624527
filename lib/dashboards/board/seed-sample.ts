import { createHash } from 'node:crypto';
import type { Services } from '@/lib/context';
import { isAppError } from '@/lib/errors/app-error';
import { dashboardDocSchema } from '@/lib/model/dashboard';
import { flightsDashboard } from './flights-dashboard';
import { insertDashboard, type Writer } from '@/lib/dashboards/documents/stored-dashboard';

/** Kept with the workspace, so that a deleted dashboard stays deleted and a restored sample gets a new one. */
const setting = 'dashboards.seeded';

/** Gives a sample workspace its dashboard, once. */
export async function seedSample({ store, clock, newId }: Pick<Services, 'store' | 'clock' | 'newId'>): Promise<void> {
  const sample = (await store.workspaces.list()).find(({ kind }) => kind === 'sample');
  if (!sample || (await store.settings.get(sample.id, setting)) === true) return;
  const writer: Writer = { clock, newId, actor: { kind: 'system', workspaceId: sample.id, purpose: 'sample' } };
  const id = createHash('sha256').update(`${sample.id}\nflights`).digest('base64url').slice(0, 21);
  try {
    await store.transaction(async (tx) => {
      await tx.settings.set(sample.id, setting, true);
      await insertDashboard(tx, writer, { id, doc: dashboardDocSchema.parse(flightsDashboard), action: 'create' });
    });
  } catch (error) {
    // Another replica has made it, or the sample was removed in this moment.
    if (!isAppError(error) || error.code !== 'conflict') throw error;
  }
}
