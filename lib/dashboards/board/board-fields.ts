import type { DashboardDoc } from '@/lib/model/dashboard';
import type { QuerySpec } from '@/lib/model/query-spec';

const builtIn = ['name', 'user', 'session', 'value'];

/** The fields that a dashboard is about, for filters on it: those it splits and filters by, then the built-in ones. */
export function boardFields(doc: DashboardDoc): string[] {
  const fields = new Set<string>();
  for (const panel of doc.panels) {
    if (panel.type !== 'chart') continue;
    if (panel.filterField !== undefined) fields.add(panel.filterField);
    for (const field of fieldsOf(panel.spec)) fields.add(field);
  }
  for (const variable of doc.variables) if (variable.type === 'field') fields.add(variable.field);
  for (const field of builtIn) fields.add(field);
  fields.delete('timestamp');
  return [...fields];
}

function fieldsOf(spec: QuerySpec): string[] {
  const split = 'by' in spec ? spec.by : [];
  const measured = 'measures' in spec ? spec.measures.flatMap(({ of }) => of ?? []) : [];
  const columns = spec.kind === 'table' ? spec.columns : [];
  return [...split, ...measured, ...columns];
}
