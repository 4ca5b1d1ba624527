import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { savedChartSchema, type SavedChart, type SavedChartDoc } from '@/lib/model/saved-chart';
import type { ChartRow, Store } from '@/lib/store/store';
import { tryInput } from '@/lib/model/check-input';
import { isRecord } from '@/lib/model/is-record';

export const noSuchChart = () => new AppError('not_found', 'There is no such chart in this workspace.');

/** The chart of the actor's workspace. Throws `not_found` also for one that was deleted. */
export async function findChart(
  store: Pick<Store, 'charts'>,
  ctx: Pick<Context, 'actor'>,
  id: string,
): Promise<ChartRow> {
  const row = await store.charts.find(ctx.actor.workspaceId, id);
  if (!row || row.deletedAt !== null) throw noSuchChart();
  return row;
}

/** A stored chart in today's shape. A question that cannot be read any more stays as stored, with the reason beside it. */
export function toChart({ deletedAt: _, doc: stored, ...row }: ChartRow): SavedChart {
  const checked = tryInput(savedChartSchema, stored);
  if ('value' in checked) return { ...row, doc: checked.value };
  const [fault] = checked.faults;
  return { ...row, doc: readLeniently(stored), fault: fault ? `${fault.path}: ${fault.reason}` : 'It cannot be read' };
}

function readLeniently(stored: unknown): SavedChartDoc {
  const raw = isRecord(stored) ? stored : {};
  const { shape } = savedChartSchema;
  return {
    title: shape.title.safeParse(raw.title).data ?? 'Untitled chart',
    chart: shape.chart.safeParse(raw.chart).data ?? 'table',
    unit: shape.unit.safeParse(raw.unit).data ?? 'count',
    // Whoever asks it is told what is wrong with it, as with a question from an old link.
    spec: raw.spec as SavedChartDoc['spec'],
  };
}
