import type { QuerySpec } from '@/lib/model/query-spec';
import type { Range } from '@/lib/time/range';
import type { Asking } from '../asking';
import { createBinder } from '../binder';
import { neededRanges, type Plan, type TrendPlan } from '../plan';
import { compiled, withinRange, type Compiled } from '../scope';
import { numberIn } from '../shape';
import { summaryKeyText } from './summary-key';
import { summaryKeyOf } from './summary-key-of';

/**
 * The plan of a question, with the days whose summaries answer it where there are such. They are looked up once for all
 * statements of a computation, so that these see the same rows; what comes later than that is told by the batch log.
 */
export async function withSummary<P extends Plan | TrendPlan>(
  spec: QuerySpec,
  plan: P,
  { workspaceId, ask, wanted, now }: Asking,
): Promise<P> {
  const key = summaryKeyOf(spec, plan);
  if (key === null) return plan;
  const asked = { workspaceId, key, at: now };
  wanted?.note(asked);
  if (wanted?.isAbsent(asked)) return plan;
  const rows = await ask(compileWholeDays({ workspaceId, key: summaryKeyText(key), ranges: neededRanges(plan) }));
  const days = rows.map((row) => ({ day: (numberIn(row, 'day') ?? 0) * 1_000, made: numberIn(row, 'made') ?? 0 }));
  if (days.length > 0) return { ...plan, source: 'summaries', summary: { key, days, rest: plan.source } };
  wanted?.noteAbsent(asked);
  return plan;
}

type Of = { workspaceId: string; key: string; ranges: readonly Range[] };

/**
 * Rows `day` (Unix seconds) and `made`: the days whose newest summary adds up to what `events_1d_all` counts. Events are only ever
 * added to a day, or else its summaries are dropped, so equal counts are the same events.
 */
function compileWholeDays({ workspaceId, key, ranges }: Of): Compiled {
  const binder = createBinder();
  const within = ranges.map((range) => `(${withinRange(range, 'summaries', binder)})`).join(' OR ');
  const own = `workspace = ${binder.bind(workspaceId, 'String')} AND (${within})`;
  return compiled(
    [
      'SELECT toUnixTimestamp(summary.minute) AS day, summary.newest AS made',
      'FROM (',
      '  SELECT minute, max(made) AS newest, argMax(state, made) AS last_state, argMax(events, made) AS n',
      '  FROM sightglass.events_1d_by_days',
      `  WHERE ${own} AND property IN (${binder.bind(key, 'String')}, '')`,
      '  GROUP BY minute',
      ') AS summary',
      `INNER JOIN (SELECT minute, sum(events) AS n FROM sightglass.events_1d_all WHERE ${own} GROUP BY minute) AS counted`,
      '  ON summary.minute = counted.minute',
      `WHERE summary.last_state = 'made' AND summary.n = counted.n`,
    ],
    binder,
  );
}
