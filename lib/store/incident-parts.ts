import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { CorrelationStore, EvidenceStore, TimelineStore } from './alert-ports';
import type { Database } from './database';
import { evidence, incidentTimeline } from './schema/incidents';
import { correlations } from './schema/rules';

export function timelineStore(db: Database): TimelineStore {
  return {
    async insert(entries) {
      if (entries.length > 0) await db.insert(incidentTimeline).values([...entries]);
    },
    async list(workspaceId, incidentId, limit) {
      const newest = await db
        .select()
        .from(incidentTimeline)
        .where(and(eq(incidentTimeline.workspaceId, workspaceId), eq(incidentTimeline.incidentId, incidentId)))
        .orderBy(desc(incidentTimeline.at), desc(incidentTimeline.order))
        .limit(limit);
      return newest.reverse().map(({ order: _, ...entry }) => entry);
    },
  };
}

export function evidenceStore(db: Database): EvidenceStore {
  const ofWorkspace = (workspaceId: string) => eq(evidence.workspaceId, workspaceId);
  return {
    async insert(rows) {
      if (rows.length > 0)
        await db
          .insert(evidence)
          .values([...rows])
          .onConflictDoNothing();
    },
    async list(workspaceId, incidentId, limit) {
      return db
        .select()
        .from(evidence)
        .where(and(ofWorkspace(workspaceId), eq(evidence.incidentId, incidentId)))
        .orderBy(asc(evidence.at), asc(evidence.alertId))
        .limit(limit);
    },
    async find(workspaceId, alertId) {
      const [row] = await db
        .select()
        .from(evidence)
        .where(and(ofWorkspace(workspaceId), eq(evidence.alertId, alertId)));
      return row ?? null;
    },
    async move(workspaceId, alertIds, incidentId) {
      if (alertIds.length > 0)
        await db
          .update(evidence)
          .set({ incidentId })
          .where(and(ofWorkspace(workspaceId), inArray(evidence.alertId, [...alertIds])));
    },
  };
}

export function correlationStore(db: Database): CorrelationStore {
  return {
    async lock(workspaceId) {
      await db.insert(correlations).values({ workspaceId, state: null, incidents: 0 }).onConflictDoNothing();
      const [row] = await db.select().from(correlations).where(eq(correlations.workspaceId, workspaceId)).for('update');
      return row === undefined || row.state === null ? null : { state: row.state, incidents: row.incidents };
    },
    async save(workspaceId, next) {
      await db.update(correlations).set(next).where(eq(correlations.workspaceId, workspaceId));
    },
  };
}
