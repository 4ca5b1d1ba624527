import { createHash } from 'node:crypto';
import type { Context } from '@/lib/context';
import { findChart, toChart } from '@/lib/dashboards/documents/stored-chart';
import { AppError } from '@/lib/errors/app-error';
import { stable } from '@/lib/query/spec-key';
import { askedByGrant } from './asked-by-grant';
import { askedSpec, variablesOf } from './asked-spec';
import type { ChartReader } from './chart-access';
import type { ShownChart } from './chart-view';
import { parseChartView } from './parse-chart-view';

/** `search`: the parameters of the address as they stand there, with or without question mark. */
export type ChartAddress = { id: string; search: string };

export type AskedChart = ShownChart & {
  id: string;
  /** Equal for all that look the same as long as the answer is the same. */
  key: string;
};

/** What an address means is looked up this seldom, ms: a chart that is changed or deleted shows it everywhere by then. */
const memoMs = 2_000;
const longestMemo = 2_000;

type Memo = { asked: AskedChart; until: number; bytes: number };

/**
 * The chart that an address names, and what it asks about it. Throws AppError not_found, invalid_input for its parameters, and
 * query_rejected where the stored question cannot be read any more.
 */
export async function askedChart(reader: ChartReader, { id, search }: ChartAddress): Promise<AskedChart> {
  const { ctx, grant } = reader;
  const { workspaceId } = ctx.actor;
  const now = ctx.clock.now();
  const memoKey = `a:${workspaceId}:${id}?${search}${grant ? stable([grant.values, grant.range]) : ''}`;
  const known = ctx.images.get<Memo>(memoKey)?.value;
  // Also not what was kept before the clock was put back.
  if (known !== undefined && now < known.until && now >= known.until - memoMs) return known.asked;
  const shown = grant ? await askedByGrant(ctx, { grant, search }) : await askedByMember(ctx, { id, search });
  const asked = { ...shown, id, key: keyOf([workspaceId, id, shown]) };
  // Held besides by nobody, so about what its texts take.
  const bytes = 2_000 + 4 * JSON.stringify(asked.spec).length;
  if (memoKey.length <= longestMemo) ctx.images.set<Memo>(memoKey, { asked, until: now + memoMs, bytes }, now);
  return asked;
}

async function askedByMember(ctx: Context, { id, search }: ChartAddress): Promise<ShownChart> {
  const { doc, fault } = toChart(await findChart(ctx.store, ctx, id));
  if (fault !== undefined)
    throw new AppError('query_rejected', `The question of this chart cannot be read any more: ${fault}`);
  const at = { timezone: doc.spec.timezone, variables: variablesOf(doc.spec), now: ctx.clock.now() };
  const { look, ...view } = parseChartView(new URLSearchParams(search), at);
  return { doc: { title: doc.title, chart: doc.chart, unit: doc.unit }, look, spec: askedSpec(doc.spec, view) };
}

const keyOf = (of: unknown): string => createHash('sha256').update(stable(of)).digest('base64url').slice(0, 27);
