import { Document, isPair, isScalar, visit } from 'yaml';
import { isRecord } from '@/lib/model/is-record';
import type { FileFormat } from './parse-dashboard-file';

/** Names in the order in which a person would write them; others follow by alphabet. */
const order = [
  ...['sightglass', 'kind', 'dashboard', 'title', 'description', 'tags', 'range', 'timezone', 'refresh', 'variables'],
  ...['panels', 'type', 'name', 'label', 'id', 'layout', 'x', 'y', 'w', 'h', 'chart', 'unit', 'betterWhen', 'time'],
  ...['isLive', 'filterField', 'markdown', 'agg', 'of', 'event', 'measures', 'measure', 'formulas', 'formula', 'where'],
  ...['by', 'top', 'other', 'grain', 'compare', 'spec', 'spark'],
];
const places = new Map(order.map((name, index) => [name, index]));
const placeOf = (name: string): number => places.get(name) ?? order.length;

const widestLine = 100;

/**
 * A stored document as the text of a file, in its envelope. The same dashboard is always the same text, one change is few
 * lines, and empty lists, which mean the same as none, are left out.
 */
export function dashboardText(doc: unknown, format: FileFormat): string {
  const file = { sightglass: 1, kind: 'dashboard', dashboard: ordered(doc) };
  if (format === 'json') return `${JSON.stringify(file, null, 2)}\n`;
  const document = new Document(file, { aliasDuplicateObjects: false });
  visit(document, {
    Collection(_key, node) {
      // Short things of plain values, such as a layout or a filter, are read best on one line.
      const isPlain = node.items.every((item) => isScalar(isPair(item) ? item.value : item));
      if (isPlain && JSON.stringify(node).length <= widestLine) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isRecord(value)) return value;
  const names = Object.keys(value).filter((name) => !isEmptyList(value[name]));
  names.sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
  // Parameters of a statement have names of their own, and an empty list is a value there.
  return Object.fromEntries(names.map((name) => [name, name === 'parameters' ? value[name] : ordered(value[name])]));
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
