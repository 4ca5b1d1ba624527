import { and, asc, count, desc, eq, getTableColumns, gte, ilike, inArray, lt, lte, or, sql } from 'drizzle-orm';
import type { IncidentQuery, IncidentStore } from './alert-ports';
import type { Database } from './database';
import { incidentFigures } from './incident-figures';
import { alerts, incidents } from './schema/incidents';
import { users } from './schema/users';

const one = (workspaceId: string, id: string) => and(eq(incidents.workspaceId, workspaceId), eq(incidents.id, id));

const isOpenIn = (workspaceId: string) =>
  and(eq(incidents.workspaceId, workspaceId), inArray(incidents.status, ['triage', 'acknowledged', 'mitigated']));

export function incidentStore(db: Database): IncidentStore {
  return { ...reads(db), ...incidentFigures(db), ...writes(db) };
}

const counted = {
  ...getTableColumns(incidents),
  ownerName: users.name,
  firing:
    sql<number>`(select count(*) from ${alerts} where ${alerts.incidentId} = ${incidents.id} and ${alerts.endsAt} is null)`.mapWith(
      Number,
    ),
  alerts: sql<number>`(select count(*) from ${alerts} where ${alerts.incidentId} = ${incidents.id})`.mapWith(Number),
};

type Reads = Omit<IncidentStore, 'figures' | 'insert' | 'update'>;

function reads(db: Database): Reads {
  const summaries = () => db.select(counted).from(incidents).leftJoin(users, eq(users.id, incidents.ownerId));
  return {
    async find(workspaceId, id) {
      const [row] = await summaries().where(one(workspaceId, id));
      return row ?? null;
    },
    async findByNumber(workspaceId, number) {
      const [row] = await summaries().where(and(eq(incidents.workspaceId, workspaceId), eq(incidents.number, number)));
      return row ?? null;
    },
    async findForChange(workspaceId, id) {
      const [row] = await db.select().from(incidents).where(one(workspaceId, id)).for('no key update');
      return row ?? null;
    },
    async list(workspaceId, query) {
      return summaries()
        .where(and(eq(incidents.workspaceId, workspaceId), ...conditions(query)))
        .orderBy(desc(incidents.openedAt), desc(incidents.id))
        .limit(query.limit);
    },
    async listOpen(workspaceId, limit) {
      const { id, severity, status, isCorroborated } = incidents;
      return db
        .select({ id, severity, status, isCorroborated })
        .from(incidents)
        .where(isOpenIn(workspaceId))
        .orderBy(desc(incidents.openedAt), desc(incidents.id))
        .limit(limit);
    },
    async countOpen(workspaceId) {
      const rows = await db
        .select({ severity: incidents.severity, total: count() })
        .from(incidents)
        .where(isOpenIn(workspaceId))
        .groupBy(incidents.severity);
      return Object.fromEntries(rows.map(({ severity, total }) => [severity, total]));
    },
    async listChangedSince(at, limit) {
      return summaries()
        .where(gte(incidents.updatedAt, at))
        .orderBy(asc(incidents.updatedAt), asc(incidents.id))
        .limit(limit);
    },
    async listAwake(now, limit) {
      return db
        .select({ id: incidents.id, workspaceId: incidents.workspaceId })
        .from(incidents)
        .where(lte(incidents.snoozedUntil, now))
        .orderBy(asc(incidents.snoozedUntil))
        .limit(limit);
    },
  };
}

function conditions({ statuses, severities, ownerId, text, from, to, changedFrom, before }: IncidentQuery) {
  const number = /^#?(\d{1,9})$/.exec(text ?? '')?.[1];
  const title = text === undefined ? undefined : ilike(incidents.title, `%${text.replace(/[\\%_]/g, '\\$&')}%`);
  return [
    statuses === undefined ? undefined : inArray(incidents.status, [...statuses]),
    severities === undefined ? undefined : inArray(incidents.severity, [...severities]),
    ownerId === undefined ? undefined : eq(incidents.ownerId, ownerId),
    number === undefined ? title : or(title, eq(incidents.number, Number(number))),
    from === undefined ? undefined : gte(incidents.openedAt, from),
    to === undefined ? undefined : lt(incidents.openedAt, to),
    changedFrom === undefined ? undefined : gte(incidents.updatedAt, changedFrom),
    before === undefined
      ? undefined
      : or(
          lt(incidents.openedAt, before.openedAt),
          and(eq(incidents.openedAt, before.openedAt), lt(incidents.id, before.id)),
        ),
  ];
}

function writes(db: Database): Pick<IncidentStore, 'insert' | 'update'> {
  return {
    async insert(incident) {
      await db.insert(incidents).values(incident);
    },
    async update(workspaceId, id, change) {
      if (Object.keys(change).length > 0) await db.update(incidents).set(change).where(one(workspaceId, id));
    },
  };
}
