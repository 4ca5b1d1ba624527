import { refreshSchema, type DashboardDoc, type Refresh, type Variable } from '@/lib/model/dashboard';
import type { RangeSpec } from '@/lib/model/query-range';
import { parseBoardTime } from './board-time';
import { all, defaultBoardView, type BoardView } from './board-view';
import { filterTexts, parseFilters, type RawParams, type ViewFault } from '@/lib/dashboards/view/view-state';

type At = { doc: DashboardDoc; timezone: string; now: number };

/**
 * Reads a dashboard's view from URL parameters in Grafana's form: `from`, `to`, repeated `var-<name>`, `refresh`, and
 * `filter`, `viewPanel`, `version`, `edit`, `kiosk`. Never throws: what is wrong is named in `faults` and the dashboard's
 * default is used.
 */
export function parseBoardView(params: RawParams, at: At): { view: BoardView; faults: ViewFault[] } {
  const faults: ViewFault[] = [];
  const view: BoardView = {
    ...defaultBoardView(at.doc),
    range: parseRange(params, at, faults),
    refresh: parseRefresh(first(params['refresh']), at.doc, faults),
    variables: parseVariables(params, at.doc, faults),
    filters: parseFilters(filterTexts(params), faults),
    viewPanel: parsePanel(first(params['viewPanel']), at.doc, faults),
    version: parseVersion(first(params['version']), faults),
    isEditing: isOn(params['edit']),
    isKiosk: isOn(params['kiosk']),
  };
  return { view, faults };
}

const first = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value)?.trim() ?? '';
/** Grafana writes `kiosk`, `kiosk=tv` and `kiosk=1`. */
const isOn = (value: string | string[] | undefined): boolean =>
  value !== undefined && !['0', 'false', 'off'].includes(first(value));

function parseRange(params: RawParams, { doc, timezone, now }: At, faults: ViewFault[]): RangeSpec {
  const [from, to] = [first(params['from']), first(params['to'])];
  if (from === '' && to === '') return doc.range;
  const parsed = parseBoardTime(from, to === '' ? 'now' : to, { timezone, now });
  if (parsed.ok) return parsed.range;
  faults.push({ param: parsed.side, value: parsed.side === 'from' ? from : to, reason: parsed.reason });
  return doc.range;
}

function parseRefresh(text: string, doc: DashboardDoc, faults: ViewFault[]): Refresh {
  if (text === '') return doc.refresh;
  const parsed = refreshSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  faults.push({ param: 'refresh', value: text, reason: `Use one of ${refreshSchema.options.join(', ')}.` });
  return doc.refresh;
}

function parseVariables(params: RawParams, doc: DashboardDoc, faults: ViewFault[]): BoardView['variables'] {
  const { variables } = defaultBoardView(doc);
  for (const [param, raw] of Object.entries(params)) {
    if (!param.startsWith('var-') || raw === undefined) continue;
    const variable = doc.variables.find(({ name }) => name === param.slice('var-'.length));
    const given = [raw].flat();
    if (variable) variables[variable.name] = valuesOf(variable, given, faults);
    else faults.push({ param, value: given.join(', '), reason: 'This dashboard has no such variable.' });
  }
  return variables;
}

function valuesOf(variable: Variable, given: string[], faults: ViewFault[]): string[] {
  const param = `var-${variable.name}`;
  const values = [...new Set(given.filter((value) => value !== ''))];
  if (values.includes(all) || values.length === 0) return [];
  const isKnown = (value: string): boolean => variable.type === 'field' || variable.options.includes(value);
  for (const value of values.filter((one) => !isKnown(one)))
    faults.push({ param, value, reason: 'This is not one of the choices.' });
  const known = values.filter(isKnown).slice(0, 100);
  if (known.length === 0) return variable.default;
  if (variable.isMulti || known.length === 1) return known;
  faults.push({ param, value: known.slice(1).join(', '), reason: 'Only one value can be chosen here.' });
  return known.slice(0, 1);
}

function parsePanel(text: string, doc: DashboardDoc, faults: ViewFault[]): string | null {
  if (text === '') return null;
  // Grafana 11 writes `panel-3` where it wrote `3` before.
  const panel = doc.panels.find(({ id }) => id === text || `panel-${id}` === text);
  if (panel) return panel.id;
  faults.push({ param: 'viewPanel', value: text, reason: 'This dashboard has no such panel.' });
  return null;
}

function parseVersion(text: string, faults: ViewFault[]): number | null {
  if (text === '') return null;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  faults.push({ param: 'version', value: text, reason: 'Use the number of a version.' });
  return null;
}
