import { fileText } from '@/lib/model/file-text';
import type { FileFormat } from '@/lib/model/parse-file-text';

/** Names in the order in which a person would write them; others follow by alphabet. */
const order = [
  ...['sightglass', 'kind', 'dashboard', 'title', 'description', 'tags', 'range', 'timezone', 'refresh', 'variables'],
  ...['panels', 'type', 'name', 'label', 'id', 'layout', 'x', 'y', 'w', 'h', 'chart', 'unit', 'betterWhen', 'time'],
  ...['isLive', 'filterField', 'markdown', 'agg', 'of', 'event', 'measures', 'measure', 'formulas', 'formula', 'where'],
  ...['by', 'top', 'other', 'grain', 'compare', 'spec', 'spark'],
];

/** A stored document as the text of a file, in its envelope. */
export function dashboardText(doc: unknown, format: FileFormat): string {
  return fileText({ sightglass: 1, kind: 'dashboard', dashboard: doc }, { format, order });
}
