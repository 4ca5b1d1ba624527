import type { Services } from '@/lib/context';
import { dayMs, hourMs, minuteMs } from '@/lib/time/duration';
import { runBehind } from './run-behind';

export type DueOptions = {
  /** Days with fewer events are as quick to read as they are. */
  leastEvents: number;
  /** How long a day is left alone once it was made, ms: late events rarely come alone. */
  againMs: number;
};
/** A day of fifty thousand events costs a few milliseconds to read. */
export const usualDue: DueOptions = { leastEvents: 50_000, againMs: 15 * minuteMs };

/** Most of what is late has come by then. */
const closedAfterMs = hourMs;
const mostDaysBack = 400;
/** What was too much is looked at again after this long, or when it has become twice as much. */
const refusedForMs = 7 * dayMs;

/** The closed days that have no summary of a key or one that late events have left behind, newest first, at most 400. */
export async function dueDays(
  services: Pick<Services, 'engine' | 'admission' | 'clock'>,
  of: { workspaceId: string; key: string; signal: AbortSignal },
  { leastEvents, againMs }: DueOptions,
): Promise<{ day: number; events: number }[]> {
  const { workspaceId, key, signal } = of;
  const end = Math.floor((services.clock.now() - closedAfterMs) / dayMs) * (dayMs / 1_000);
  const sql = `SELECT toFloat64(toUnixTimestamp(counted.minute)) * 1000 AS day, toFloat64(counted.n) AS events
    FROM (SELECT minute, sum(events) AS n FROM events_1d_all WHERE ${within} GROUP BY minute) AS counted
    LEFT JOIN (
      SELECT minute, max(made) AS newest, argMax(state, made) AS last_state, argMax(events, made) AS n
      FROM events_1d_by_days WHERE ${within} AND property IN ({key:String}, '') GROUP BY minute
    ) AS known ON counted.minute = known.minute
    WHERE counted.n >= {least:UInt64}
      AND NOT (known.last_state = 'made' AND (known.n = counted.n OR ${youngerThan('again')}))
      AND NOT (known.last_state = 'refused' AND counted.n < 2 * known.n AND ${youngerThan('refused')})
    ORDER BY counted.minute DESC`;
  const params = {
    ...{ workspace: workspaceId, key, least: leastEvents },
    ...{ from: Math.max(0, end - mostDaysBack * (dayMs / 1_000)), to: end },
    ...{ again: againMs * 1_000, refused: refusedForMs * 1_000 },
  };
  return runBehind(services, { sql, params, workspaceId, signal });
}

/** The workspaces that have days worth summarising; most have none. */
export async function workspacesWithLargeDays(
  services: Pick<Services, 'engine' | 'admission'>,
  signal: AbortSignal,
): Promise<Set<string>> {
  const sql = `SELECT DISTINCT workspace AS id FROM
    (SELECT workspace, minute, sum(events) AS n FROM events_1d_all GROUP BY workspace, minute HAVING n >= {least:UInt64})`;
  const params = { least: usualDue.leastEvents };
  const rows = await runBehind<{ id: string }>(services, { sql, params, workspaceId: '', signal });
  return new Set(rows.map(({ id }) => id));
}

const within = `workspace = {workspace:String} AND minute >= toDateTime({from:UInt32}, 'UTC') AND minute < toDateTime({to:UInt32}, 'UTC')`;
const youngerThan = (name: string): string =>
  `known.newest + {${name}:UInt64} > toUInt64(toUnixTimestamp64Micro(now64(6)))`;
