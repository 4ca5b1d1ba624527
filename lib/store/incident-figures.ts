import { and, eq, gte, lt, ne, sql, type SQL } from 'drizzle-orm';
import type { FiguresRow, IncidentStore } from './alert-ports';
import type { Database } from './database';
import { incidents } from './schema/incidents';

const number = (expression: SQL) =>
  expression.mapWith((value: unknown) => (value === null ? null : Math.round(Number(value))));
const percentile = (share: number, of: SQL) =>
  number(sql`percentile_cont(${sql.raw(String(share))}) within group (order by ${of})`);
const acknowledging = sql`${incidents.acknowledgedAt} - ${incidents.openedAt}`;
const resolving = sql`${incidents.resolvedAt} - ${incidents.openedAt}`;

/** Counts and times by severity, by day, and over all, in one pass. Times that do not exist do not count; whole ms. */
export function incidentFigures(db: Database): Pick<IncidentStore, 'figures'> {
  return {
    async figures(workspaceId, { from, to, timezone }) {
      const day = sql`to_char(to_timestamp(${incidents.openedAt} / 1000.0) at time zone ${sql.param(timezone)}, 'YYYY-MM-DD')`;
      const inside = db
        .select({
          severity: incidents.severity,
          day: day.as('day'),
          acknowledging: acknowledging.as('acknowledging'),
          resolving: resolving.as('resolving'),
        })
        .from(incidents)
        .where(
          and(
            eq(incidents.workspaceId, workspaceId),
            gte(incidents.openedAt, from),
            lt(incidents.openedAt, to),
            ne(incidents.status, 'merged'),
            eq(incidents.isCorroborated, true),
          ),
        )
        .as('inside');
      const [ack, done] = [sql`${inside.acknowledging}`, sql`${inside.resolving}`];
      const rows = await db
        .select({
          severity: sql<FiguresRow['severity']>`${inside.severity}`,
          day: sql<string | null>`${inside.day}`,
          opened: number(sql`count(*)`),
          acknowledged: number(sql`count(${ack})`),
          resolved: number(sql`count(${done})`),
          ackMedian: percentile(0.5, ack),
          ackP90: percentile(0.9, ack),
          doneMedian: percentile(0.5, done),
          doneP90: percentile(0.9, done),
        })
        .from(inside)
        .groupBy(sql`grouping sets ((${inside.severity}), (${inside.day}), ())`);
      return rows.map(({ severity, day: of, ackMedian, ackP90, doneMedian, doneP90, ...counts }) => ({
        severity,
        day: of,
        figures: {
          opened: counts.opened ?? 0,
          acknowledged: counts.acknowledged ?? 0,
          resolved: counts.resolved ?? 0,
          timeToAcknowledge: { median: ackMedian, p90: ackP90 },
          timeToResolve: { median: doneMedian, p90: doneP90 },
        },
      }));
    },
  };
}
