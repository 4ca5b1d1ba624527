import type { DashboardDocInput } from '@/lib/model/dashboard';
import type { Filter } from '@/lib/model/filter';
import type { Panel } from '@/lib/model/panel';
import type { QuerySpec } from '@/lib/model/query-spec';
import { fieldLabel } from '@/lib/dashboards/view/filter-words';

type DocPanel = NonNullable<DashboardDocInput['panels']>[number];
type Layout = DocPanel['layout'];

/**
 * A dashboard to begin with, made of the panels of an overview: in the same places, with the field that its rows filter by
 * as a variable of all panels.
 */
export function starterDoc(title: string, panels: readonly Panel[]): DashboardDocInput {
  const field = panels.map(({ filterField }) => filterField).find((one) => one?.startsWith('properties.'));
  const name = field === undefined ? undefined : fieldLabel(field).replace(/\W+/g, '_').slice(0, 40).toLowerCase();
  const isNamed = name !== undefined && /^[a-z]/.test(name);
  const filters: Filter[] = field !== undefined && isNamed ? [[field, 'in', [`$${name}`]]] : [];
  return {
    title,
    panels: packed(panels).map(({ panel, layout }) => chartOf(panel, layout, filters)),
    variables: field !== undefined && isNamed ? [{ type: 'field', name, label: fieldLabel(field), field }] : [],
  };
}

function chartOf(panel: Panel, layout: Layout, filters: Filter[]): DocPanel {
  const { size: _size, spec, spark, ...shown } = panel;
  return {
    type: 'chart',
    ...shown,
    layout,
    spec: filtered(spec, filters),
    ...(spark && { spark: filtered(spark, filters) }),
  };
}

function filtered(spec: QuerySpec, filters: Filter[]): QuerySpec {
  return spec.kind === 'sql' ? spec : { ...spec, where: [...spec.where, ...filters] };
}

/** Row by row from left to right, as the overview's own grid lays them out. */
function packed(panels: readonly Panel[]): { panel: Panel; layout: Layout }[] {
  let [x, y, rowHeight] = [0, 0, 0];
  return panels.map((panel) => {
    const { columns: w, rows: h } = panel.size;
    if (x + w > 12) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const layout = { x, y, w, h };
    x += w;
    rowHeight = Math.max(rowHeight, h);
    return { panel, layout };
  });
}
