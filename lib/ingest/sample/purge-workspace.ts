import type { Services } from '@/lib/context';
import { engineTables } from '@/lib/model/engine-tables';
import { readPurges, writePurges } from './sample-state';

const timeoutMs = 60_000;

/**
 * Deletes what the engine holds of workspaces that are gone. First lets the spool run empty, because events that were
 * accepted before the removal would arrive after it. What fails is tried again by the next call.
 */
export async function purgeWorkspaces(services: Services): Promise<void> {
  const workspaceIds = await readPurges(services);
  if (workspaceIds.length === 0) return;
  await services.spool.whenCommitted(await services.spool.sync());
  for (const workspace of workspaceIds)
    for (const { table } of engineTables)
      await services.engine.command({
        sql: `DELETE FROM ${table} WHERE workspace = {workspace:String}`,
        params: { workspace },
        timeoutMs,
      });
  const asked = await readPurges(services);
  await writePurges(
    services,
    asked.filter((id) => !workspaceIds.includes(id)),
  );
}
