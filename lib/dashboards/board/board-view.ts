import type { DashboardDoc, Refresh, Variable } from '@/lib/model/dashboard';
import type { Condition } from '@/lib/model/filter';
import type { RangeSpec } from '@/lib/model/query-range';
import { hourMs, minuteMs, secondMs } from '@/lib/time/duration';
import { filterText } from '@/lib/dashboards/view/filter-text';

// Kept apart from the reading of views, so that the browser gets no schemas with it.

/** What a person looks at on a dashboard: everything that its URL says. */
export type BoardView = {
  range: RangeSpec;
  refresh: Refresh;
  /** Chosen values by the variable's name, as they stand in the URL; an empty list is all. */
  variables: Record<string, string[]>;
  /** Filters of all panels, added by clicks. */
  filters: Condition[];
  /** The one panel that is shown alone. */
  viewPanel: string | null;
  isEditing: boolean;
  /** On a wall: no navigation, larger numbers. */
  isKiosk: boolean;
  /** An earlier version, looked at but not changed. */
  version: number | null;
};

/** A dashboard in a view; `doc` says which of its parts are the defaults that a link leaves out. */
export type BoardPlace = {
  path: string;
  workspace: string;
  view: BoardView;
  doc: Pick<DashboardDoc, 'range' | 'refresh' | 'variables'>;
};

export const all = '$__all';

export function defaultBoardView(doc: BoardPlace['doc']): BoardView {
  return {
    range: doc.range,
    refresh: doc.refresh,
    variables: Object.fromEntries(doc.variables.map((variable) => [variable.name, variable.default])),
    filters: [],
    viewPanel: null,
    isEditing: false,
    isKiosk: false,
    version: null,
  };
}

/** What is chosen of a variable. One that the view does not know yet, because it is new, has its default. */
export function chosenOf(view: BoardView, variable: Pick<Variable, 'name' | 'default'>): string[] {
  return view.variables[variable.name] ?? variable.default;
}

/** The link to a dashboard in a view, in Grafana's form; defaults are left out, so equal views have equal links. */
export function boardHref({ path, workspace, view, doc }: BoardPlace): string {
  const params = boardParams(view, doc);
  params.unshift(['workspace', workspace]);
  const query = new URLSearchParams(params).toString();
  return `${path}?${query.replace(/%(3A|2C|2F|24)/g, (code) => readable[code] ?? code)}`;
}

/** Characters that a query may hold as they are. */
const readable: Record<string, string> = { '%3A': ':', '%2C': ',', '%2F': '/', '%24': '$' };

export function boardParams(view: BoardView, doc: BoardPlace['doc']): [name: string, value: string][] {
  const params: [string, string][] = [];
  if (!isSame(view.range, doc.range)) params.push(...rangeParams(view.range));
  if (view.refresh !== doc.refresh) params.push(['refresh', view.refresh]);
  for (const variable of doc.variables) {
    const chosen = chosenOf(view, variable);
    if (isSame(chosen, variable.default)) continue;
    const values = chosen.length === 0 ? [all] : chosen;
    params.push(...values.map((value): [string, string] => [`var-${variable.name}`, value]));
  }
  params.push(...view.filters.map((filter): [string, string] => ['filter', filterText(filter)]));
  if (view.viewPanel !== null) params.push(['viewPanel', view.viewPanel]);
  if (view.version !== null) params.push(['version', String(view.version)]);
  if (view.isEditing) params.push(['edit', '1']);
  if (view.isKiosk) params.push(['kiosk', '1']);
  return params;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const namedRanges: Record<string, [from: string, to: string]> = {
  today: ['now/d', 'now'],
  yesterday: ['now-1d/d', 'now-1d/d'],
  week: ['now/w', 'now'],
  month: ['now/M', 'now'],
};

/** `from` and `to` as Grafana writes them: `now-24h` and `now`, or instants. */
export function rangeParams(range: RangeSpec): [['from', string], ['to', string]] {
  if ('from' in range)
    return [
      ['from', range.from],
      ['to', range.to],
    ];
  const [from, to] = namedRanges[range.last] ?? [`now-${range.last}`, 'now'];
  return [
    ['from', from],
    ['to', to],
  ];
}

/** The same dashboard with part of the view changed. */
export function withBoard(place: BoardPlace, change: Partial<BoardView>): BoardPlace {
  return { ...place, view: { ...place.view, ...change } };
}

/** Adds the filter, or takes it away when it is there; another one that keeps a single value of the field is replaced. */
export function toggleBoardFilter(place: BoardPlace, filter: Condition): BoardPlace {
  const text = filterText(filter);
  const { filters } = place.view;
  if (filters.some((known) => filterText(known) === text)) return withoutBoardFilter(place, filter);
  const kept = filters.filter((known) => !(known[0] === filter[0] && keepsOne(known) && keepsOne(filter)));
  return withBoard(place, { filters: [...kept, filter] });
}

const keepsOne = ([, operator]: Condition): boolean => operator === '=' || operator === 'not exists';

export function withoutBoardFilter(place: BoardPlace, filter: Condition): BoardPlace {
  const text = filterText(filter);
  return withBoard(place, { filters: place.view.filters.filter((known) => filterText(known) !== text) });
}

/** A stretch of time twice as long around the same middle. */
export function widerRange({ from, to }: { from: number; to: number }, now: number): RangeSpec {
  const half = (to - from) / 2;
  const end = Math.min(to + half, now);
  return { from: new Date(Math.max(0, end - 4 * half)).toISOString(), to: new Date(end).toISOString() };
}

const refreshMs = {
  off: 0,
  '5s': 5 * secondMs,
  '10s': 10 * secondMs,
  '30s': 30 * secondMs,
  '1m': minuteMs,
  '5m': 5 * minuteMs,
  '15m': 15 * minuteMs,
  '1h': hourMs,
} as const satisfies Record<Exclude<Refresh, 'live'>, number>;

/** How a panel is kept up to date: by the live stream, or asked again every so many ms; 0 is never. */
export function paceOf(refresh: Refresh, isLive: boolean): 'live' | number {
  if (refresh !== 'live') return refreshMs[refresh];
  return isLive ? 'live' : minuteMs;
}

/** In the order in which they are offered. */
export const refreshLabels: Record<Refresh, string> = {
  live: 'Live',
  off: 'Not refreshed',
  '5s': 'Every 5 s',
  '10s': 'Every 10 s',
  '30s': 'Every 30 s',
  '1m': 'Every minute',
  '5m': 'Every 5 min',
  '15m': 'Every 15 min',
  '1h': 'Every hour',
};
