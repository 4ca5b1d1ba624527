import { and, count, desc, eq, isNotNull, isNull, lt, lte } from 'drizzle-orm';
import type { Database } from './database';
import { docSummary } from './doc-summary';
import { dashboards, dashboardVersions } from './schema/dashboards';
import type { DashboardStore } from './store';

/** Enough for years of work on one dashboard, and a bound for a script that saves every minute. */
const keptVersions = 200;

const one = (workspaceId: string, id: string) => and(eq(dashboards.workspaceId, workspaceId), eq(dashboards.id, id));
const versionsOf = (workspaceId: string, id: string) =>
  and(eq(dashboardVersions.workspaceId, workspaceId), eq(dashboardVersions.dashboardId, id));

export function dashboardStore(db: Database): DashboardStore {
  return { ...reads(db), ...writes(db) };
}

type Reads = Pick<
  DashboardStore,
  'find' | 'findForChange' | 'list' | 'listProvisioned' | 'listVersions' | 'findVersion'
>;

function reads(db: Database): Reads {
  return {
    async find(workspaceId, id) {
      const [row] = await db.select().from(dashboards).where(one(workspaceId, id));
      return row ?? null;
    },
    async findForChange(workspaceId, id) {
      const [row] = await db.select().from(dashboards).where(one(workspaceId, id)).for('update');
      return row ?? null;
    },
    async list(workspaceId, which) {
      const { id, version, provisionedFrom, createdAt, updatedBy, updatedAt, deletedAt, doc } = dashboards;
      const isThere = which === 'present' ? isNull(deletedAt) : isNotNull(deletedAt);
      const rows = await db
        .select({ id, version, provisionedFrom, createdAt, updatedBy, updatedAt, deletedAt, ...docSummary(doc) })
        .from(dashboards)
        .where(and(eq(dashboards.workspaceId, workspaceId), isThere))
        .orderBy(desc(dashboards.updatedAt), desc(dashboards.id));
      return rows.map(({ description, ...row }) => (description === null ? row : { ...row, description }));
    },
    async listProvisioned() {
      const { id, workspaceId, provisionedFrom } = dashboards;
      return db
        .select({ id, workspaceId, provisionedFrom })
        .from(dashboards)
        .where(and(isNotNull(provisionedFrom), isNull(dashboards.deletedAt)));
    },
    async listVersions(workspaceId, dashboardId) {
      const { version, savedBy, savedAt, note, doc } = dashboardVersions;
      const { title, panels } = docSummary(doc);
      return db
        .select({ version, savedBy, savedAt, note, title, panels })
        .from(dashboardVersions)
        .where(versionsOf(workspaceId, dashboardId))
        .orderBy(desc(version));
    },
    async findVersion(workspaceId, dashboardId, version) {
      const [row] = await db
        .select()
        .from(dashboardVersions)
        .where(and(versionsOf(workspaceId, dashboardId), eq(dashboardVersions.version, version)));
      if (row === undefined) return null;
      const { workspaceId: _, ...found } = row;
      return found;
    },
  };
}

type Writes = Pick<DashboardStore, 'insert' | 'save' | 'update' | 'releaseProvisioned' | 'purge'>;

function writes(db: Database): Writes {
  return {
    async insert(row) {
      const { id: dashboardId, workspaceId, version, doc, createdBy: savedBy, createdAt: savedAt } = row;
      await db.transaction(async (tx) => {
        await tx.insert(dashboards).values(row);
        await tx
          .insert(dashboardVersions)
          .values({ dashboardId, workspaceId, version, doc, savedBy, savedAt, note: null });
      });
    },
    async save(next) {
      const { dashboardId, workspaceId, version, doc, savedBy: updatedBy, savedAt: updatedAt } = next;
      await db.transaction(async (tx) => {
        // First, so that a version that somebody else has written ends it before anything is changed.
        await tx.insert(dashboardVersions).values(next);
        await tx.update(dashboards).set({ doc, version, updatedBy, updatedAt }).where(one(workspaceId, dashboardId));
        await tx
          .delete(dashboardVersions)
          .where(and(versionsOf(workspaceId, dashboardId), lte(dashboardVersions.version, version - keptVersions)));
      });
    },
    async update(workspaceId, id, change) {
      if (Object.keys(change).length > 0) await db.update(dashboards).set(change).where(one(workspaceId, id));
    },
    async releaseProvisioned() {
      const provisioned = isNotNull(dashboards.provisionedFrom);
      const [row] = await db.select({ total: count() }).from(dashboards).where(provisioned);
      if (row && row.total > 0) await db.update(dashboards).set({ provisionedFrom: null }).where(provisioned);
      return row?.total ?? 0;
    },
    async purge(before) {
      const gone = await db.delete(dashboards).where(lt(dashboards.deletedAt, before)).returning({ id: dashboards.id });
      return gone.length;
    },
  };
}
