import { desc, eq } from 'drizzle-orm';
import type { Database } from './database';
import { auditLog } from './schema/audit-log';
import type { AuditStore } from './store';

export function auditStore(db: Database): AuditStore {
  return {
    async insert(entry) {
      await db.insert(auditLog).values(entry);
    },
    async list(workspaceId, limit) {
      const rows = await db
        .select()
        .from(auditLog)
        .where(eq(auditLog.workspaceId, workspaceId))
        .orderBy(desc(auditLog.at), desc(auditLog.id))
        .limit(limit);
      return rows.map((row) => ({ ...row, before: row.before ?? null, after: row.after ?? null }));
    },
  };
}
