import { createHash } from 'node:crypto';
import type { Context } from '@/lib/context';
import { findChart, toChart } from '@/lib/dashboards/documents/stored-chart';
import { AppError } from '@/lib/errors/app-error';
import type { QuerySpec } from '@/lib/model/query-spec';
import type { SavedChart } from '@/lib/model/saved-chart';
import { stable } from '@/lib/query/spec-key';
import { askedSpec, variablesOf } from './asked-spec';
import type { ChartView } from './chart-view';
import { parseChartView } from './parse-chart-view';

/** `search`: the parameters of the address as they stand there, with or without question mark. */
export type ChartAddress = { id: string; search: string };

export type AskedChart = {
  chart: SavedChart;
  view: ChartView;
  spec: QuerySpec;
  /** Equal for all that look the same as long as the answer is the same. */
  key: string;
  /** As it was saved, so that a restart may ask it before people do. */
  isPlain: boolean;
};

/** What an address means is looked up this seldom, ms: a chart that is changed or deleted shows it everywhere by then. */
const memoMs = 2_000;
const longestMemo = 1_000;

type Memo = { asked: AskedChart; until: number; bytes: number };

/**
 * The chart that an address names, and what it asks about it. Throws AppError not_found, invalid_input for its parameters, and
 * query_rejected where the stored question cannot be read any more.
 */
export async function askedChart(ctx: Context, { id, search }: ChartAddress): Promise<AskedChart> {
  const now = ctx.clock.now();
  const memoKey = `a:${ctx.actor.workspaceId}:${id}?${search}`;
  const known = ctx.images.get<Memo>(memoKey)?.value;
  // Also not what was kept before the clock was put back.
  if (known !== undefined && now < known.until && now >= known.until - memoMs) return known.asked;
  const asked = await look(ctx, { id, search }, now);
  // Held besides by nobody, so about what its texts take.
  const bytes = 2_000 + 4 * JSON.stringify(asked.spec).length;
  if (memoKey.length <= longestMemo) ctx.images.set<Memo>(memoKey, { asked, until: now + memoMs, bytes }, now);
  return asked;
}

async function look(ctx: Context, { id, search }: ChartAddress, now: number): Promise<AskedChart> {
  const chart = toChart(await findChart(ctx.store, ctx, id));
  if (chart.fault !== undefined)
    throw new AppError('query_rejected', `The question of this chart cannot be read any more: ${chart.fault}`);
  const own = chart.doc.spec;
  const at = { timezone: own.timezone, variables: variablesOf(own), now };
  const view = parseChartView(new URLSearchParams(search), at);
  const spec = askedSpec(own, view);
  const { title, chart: drawn, unit } = chart.doc;
  const key = createHash('sha256')
    .update(stable([ctx.actor.workspaceId, id, { title, drawn, unit, spec, view }]))
    .digest('base64url')
    .slice(0, 27);
  return { chart, view, spec, key, isPlain: stable(spec) === stable(own) };
}
