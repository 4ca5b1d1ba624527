import { and, asc, eq } from 'drizzle-orm';
import type { SecretName } from '@/lib/model/channel';
import type { Database } from './database';
import type { ChannelRow, ChannelStore } from './notify-ports';
import { channels } from './schema/notifications';

const one = (workspaceId: string, id: string) => and(eq(channels.workspaceId, workspaceId), eq(channels.id, id));
const toRow = (row: typeof channels.$inferSelect): ChannelRow => ({
  ...row,
  secretNames: row.secretNames as SecretName[],
});

export function channelStore(db: Database): ChannelStore {
  return {
    async find(workspaceId, id) {
      const [row] = await db.select().from(channels).where(one(workspaceId, id));
      return row === undefined ? null : toRow(row);
    },
    async list(workspaceId) {
      const rows = await db
        .select()
        .from(channels)
        .where(eq(channels.workspaceId, workspaceId))
        .orderBy(asc(channels.name), asc(channels.id));
      return rows.map(toRow);
    },
    async insert(row) {
      await db.insert(channels).values(row);
    },
    async update(workspaceId, id, change) {
      if (Object.keys(change).length > 0) await db.update(channels).set(change).where(one(workspaceId, id));
    },
    async remove(workspaceId, id) {
      const removed = await db.delete(channels).where(one(workspaceId, id)).returning({ id: channels.id });
      return removed.length > 0;
    },
  };
}
