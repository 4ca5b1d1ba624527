import { fittingCharts } from '@/lib/chart/fitting-charts';
import type { ChartPanel, DashboardDoc, DashboardPanel, TextPanel } from '@/lib/model/dashboard';
import type { Filter } from '@/lib/model/filter';
import type { Panel, PanelChart } from '@/lib/model/panel';
import type { EventSpec, QuerySpec, SqlSpec } from '@/lib/model/query-spec';
import { chosenOf, paceOf, type BoardView } from './board-view';
import { specWords } from '@/lib/dashboards/view/spec-words';
import { compactLayout } from './compact-layout';
import { putInText, putVariables, UnknownVariable, type Chosen } from './put-variables';

type Placed = { id: string; title: string; layout: DashboardPanel['layout'] };
/** A panel of a dashboard as it is to be shown in a view. `pace`: by the live stream, or asked again every so many ms. */
export type BoardPanel =
  | (Placed & { type: 'text'; markdown: string })
  | (Placed & { type: 'chart'; panel: Panel; pace: 'live' | number })
  /** It cannot be shown; the rest of the dashboard can. */
  | (Placed & { type: 'fault'; reason: string });

export type ResolveInput = {
  doc: Pick<DashboardDoc, 'panels' | 'variables' | 'timezone'>;
  view: BoardView;
  /** The workspace's; the dashboard's own goes first. */
  timezone: string;
};

/**
 * The panels of a dashboard in reading order with the view put in: its range in the place of theirs (unless a panel keeps
 * its own), chosen values in the place of `$name`, cross-filters after their own filters. A panel that cannot be resolved
 * becomes a fault with its reason. SQL gets the variables as parameters.
 */
export function resolveBoard({ doc, view, timezone }: ResolveInput): BoardPanel[] {
  const chosen: Chosen = new Map(doc.variables.map((variable) => [variable.name, chosenOf(view, variable)]));
  const zone = doc.timezone ?? timezone;
  return inReadingOrder(compactLayout(doc.panels)).map((panel) =>
    panel.type === 'text' ? resolveText(panel, chosen) : resolveChart(panel, { view, chosen, zone }),
  );
}

/** From top to bottom, then from left to right: the order on a phone and for a screen reader. */
export function inReadingOrder(panels: readonly DashboardPanel[]): DashboardPanel[] {
  return [...panels].sort((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x);
}

function resolveText({ id, layout, title, markdown }: TextPanel, chosen: Chosen): BoardPanel {
  return { type: 'text', id, layout, title: putInText(title, chosen), markdown: putInText(markdown, chosen) };
}

function unfitReason({ spec, chart }: ChartPanel, fit: readonly PanelChart[]): string {
  const asked = `${specWords[spec.kind]} cannot be drawn as "${chart}".`;
  // Which number of a trend is meant, its sum, its mean or its last, only the author knows.
  const hint =
    spec.kind === 'trend' && chart === 'number'
      ? ' For one number ask for a total, with the trend as its "spark".'
      : '';
  return `${asked}${hint} What fits: ${fit.join(', ')}.`;
}

type At = { view: BoardView; chosen: Chosen; zone: string };

function resolveChart(source: ChartPanel, at: At): BoardPanel {
  const { id, layout } = source;
  const title = putInText(source.title, at.chosen);
  const fit = fittingCharts(source.spec.kind);
  if (!fit.includes(source.chart)) {
    return { type: 'fault', id, layout, title, reason: unfitReason(source, fit) };
  }
  try {
    const { type: _type, layout: _layout, time, isLive, ...shown } = source;
    const put = (spec: QuerySpec): QuerySpec => resolveSpec(spec, time, at);
    const panel: Panel = {
      ...shown,
      title,
      spec: put(source.spec),
      ...(source.spark && { spark: put(source.spark) }),
      size: { columns: layout.w, rows: layout.h },
    };
    return { type: 'chart', id, layout, title, panel, pace: paceOf(at.view.refresh, isLive) };
  } catch (error) {
    if (!(error instanceof UnknownVariable)) throw error;
    return { type: 'fault', id, layout, title, reason: error.message };
  }
}

function resolveSpec(spec: QuerySpec, time: ChartPanel['time'], { view, chosen, zone }: At): QuerySpec {
  const timed = { ...spec, timezone: zone, ...(time === 'dashboard' && { range: view.range }) };
  if (timed.kind === 'sql') return { ...timed, parameters: parametersOf(timed, chosen) };
  return withVariables(timed, chosen, view.filters);
}

/** A question with chosen values in the place of `$name`, and with further filters. */
export function withVariables(spec: EventSpec, chosen: Chosen, filters: readonly Filter[]): EventSpec {
  const put = <T extends { where?: Filter[] | undefined }>(part: T): T =>
    part.where ? { ...part, where: putVariables(part.where, chosen) } : part;
  const where = [...putVariables(spec.where, chosen), ...filters];
  switch (spec.kind) {
    case 'total':
    case 'trend':
    case 'breakdown':
      return { ...spec, where, measures: spec.measures.map(put) };
    case 'heatmap':
    case 'drivers':
      return { ...spec, where, measure: put(spec.measure) };
    case 'funnel':
      return { ...spec, where, steps: spec.steps.map(put) };
    case 'retention':
      return { ...spec, where, start: put(spec.start), back: put(spec.back) };
    case 'paths':
      return { ...spec, where, anchor: put(spec.anchor) };
    case 'table':
    case 'distribution':
      return { ...spec, where };
  }
}

/** Those that the statement asks for. "All" is an empty list: `empty({origin:Array(String)}) OR has({origin:…}, …)`. */
export function parametersOf({ sql, parameters }: SqlSpec, chosen: Chosen): SqlSpec['parameters'] {
  const used = [...chosen].filter(([name]) => new RegExp(`\\{\\s*${name}\\s*:`).test(sql));
  const isList = (name: string): boolean => new RegExp(`\\{\\s*${name}\\s*:\\s*Array`, 'i').test(sql);
  const values = used.map(([name, list]) => [name, isList(name) ? [...list] : (list[0] ?? '')] as const);
  return { ...parameters, ...Object.fromEntries(values) };
}
