import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from './database';
import { settings } from './schema/settings';
import type { SettingStore } from './store';

export function settingStore(db: Database): SettingStore {
  return {
    async get<T>(workspaceId: string | null, key: string) {
      const scope = workspaceId === null ? isNull(settings.workspaceId) : eq(settings.workspaceId, workspaceId);
      const [row] = await db
        .select({ value: settings.value })
        .from(settings)
        .where(and(scope, eq(settings.key, key)));
      return (row?.value ?? null) as T | null;
    },
    async set(workspaceId, key, value) {
      await db
        .insert(settings)
        .values({ workspaceId, key, value })
        .onConflictDoUpdate({ target: [settings.workspaceId, settings.key], set: { value } });
    },
    async take(workspaceId, key, { before, at }) {
      const taken = await db
        .insert(settings)
        .values({ workspaceId, key, value: at })
        .onConflictDoUpdate({
          target: [settings.workspaceId, settings.key],
          set: { value: at },
          setWhere: sql`(${settings.value} #>> '{}')::bigint <= ${before}::bigint`,
        })
        .returning({ key: settings.key });
      return taken.length > 0;
    },
  };
}
