import type { Services } from '@/lib/context';
import { defaultBoardView, type BoardView } from '@/lib/dashboards/board/board-view';
import { parseBoardTime } from '@/lib/dashboards/board/board-time';
import { resolveBoard, type BoardPanel } from '@/lib/dashboards/board/resolve-board';
import { toChart } from '@/lib/dashboards/documents/stored-chart';
import { toDashboard } from '@/lib/dashboards/documents/stored-dashboard';
import { AppError } from '@/lib/errors/app-error';
import type { DashboardDoc } from '@/lib/model/dashboard';
import { defaultSettings, type Embed, type EmbedParameter, type ParameterValues } from '@/lib/model/embed';
import type { EmbedGrant } from '@/lib/model/embed-grant';
import type { Condition } from '@/lib/model/filter';
import { minuteMs } from '@/lib/time/duration';
import { chartBoard } from './chart-board';
import { refusal } from './refusal';

/** What an embed shows: a dashboard, or a chart as a dashboard of one panel, with the values put in. */
export type EmbedView = {
  title: string;
  panels: BoardPanel[];
  view: BoardView;
  doc: DashboardDoc;
  timezone: string;
};

type Granted = { workspaceId: string; embed: Embed | null; grant: EmbedGrant };

/** Throws `not_found` when the chart or dashboard is gone, and `invalid_input` for a time that is none. */
export async function loadView(services: Services, { workspaceId, embed, grant }: Granted): Promise<EmbedView> {
  const { parameters } = embed?.settings ?? defaultSettings;
  const [doc, workspace] = await Promise.all([
    docOf(services, { workspaceId, parameters, grant }),
    services.store.workspaces.find(workspaceId),
  ]);
  if (doc === null || workspace === null) throw refusal('missing');
  const timezone = doc.timezone ?? workspace.timezone;
  const view: BoardView = {
    ...defaultBoardView(doc),
    ...chosen(doc, { parameters, values: grant.values }),
    ...(grant.range && { range: rangeOf(grant.range, { timezone, now: services.clock.now() }) }),
  };
  const panels = resolveBoard({ doc, view, timezone }).map((panel) => unlessUnfiltered(panel, view.filters));
  return { title: doc.title, panels, view, doc, timezone };
}

type Source = { workspaceId: string; parameters: readonly EmbedParameter[]; grant: EmbedGrant };

async function docOf({ store }: Services, { workspaceId, parameters, grant }: Source): Promise<DashboardDoc | null> {
  const { kind, resourceId, range } = grant;
  if (kind === 'dashboard') {
    const row = await store.dashboards.find(workspaceId, resourceId);
    return row === null || row.deletedAt !== null ? null : toDashboard(row).doc;
  }
  const row = await store.charts.find(workspaceId, resourceId);
  if (row === null || row.deletedAt !== null) return null;
  const chart = toChart(row);
  if (chart.fault !== undefined) return null;
  return chartBoard(chart, { parameters, isRangeChosen: range !== null });
}

type Given = { parameters: readonly EmbedParameter[]; values: ParameterValues };

/** Values of parameters with a field become filters of all panels; the others are those of variables. */
function chosen(doc: DashboardDoc, { parameters, values }: Given): Pick<BoardView, 'variables' | 'filters'> {
  const { variables } = defaultBoardView(doc);
  const filters: Condition[] = [];
  for (const { name, field } of parameters) {
    if (!Object.hasOwn(values, name)) continue;
    const given = values[name] ?? [];
    const [only] = given;
    if (field === undefined) variables[name] = given.map(String);
    else if (given.length === 1 && only !== undefined) filters.push([field, '=', only]);
    else if (given.length > 1) filters.push([field, 'in', given]);
  }
  return { variables, filters };
}

function rangeOf({ from, to }: { from: string; to: string }, at: { timezone: string; now: number }) {
  // What moves with the clock moves by the minute, or each visitor would ask a question of their own.
  const parsed = parseBoardTime(from, to, { ...at, now: Math.floor(at.now / minuteMs) * minuteMs });
  if (parsed.ok) return parsed.range;
  const fields = [{ path: parsed.side, reason: parsed.reason }];
  throw new AppError('invalid_input', `${parsed.side}: ${parsed.reason}`, { fields });
}

/** A filter does not reach into a statement; to show its rows all the same would show what the filter is to hide. */
function unlessUnfiltered(panel: BoardPanel, filters: readonly Condition[]): BoardPanel {
  if (panel.type !== 'chart' || filters.length === 0) return panel;
  const { spec, spark } = panel.panel;
  if (spec.kind !== 'sql' && spark?.kind !== 'sql') return panel;
  const { id, title, layout } = panel;
  return {
    type: 'fault',
    id,
    title,
    layout,
    reason: 'This panel asks with SQL, which a filter of this embed does not reach.',
  };
}
