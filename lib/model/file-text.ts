import { Document, isPair, isScalar, visit } from 'yaml';
import { isRecord } from './is-record';
import type { FileFormat } from './parse-file-text';

const widestLine = 100;

/**
 * A document as the text of a file. The same document is always the same text, one change is few lines, and empty lists, which
 * mean the same as none, are left out below the top. `order` names keys as a person would write them; others follow by alphabet.
 */
export function fileText(
  file: Record<string, unknown>,
  { format, order }: { format: FileFormat; order: readonly string[] },
): string {
  const places = new Map(order.map((name, index) => [name, index]));
  const placeOf = (name: string) => places.get(name) ?? order.length;
  const written = Object.fromEntries(Object.entries(file).map(([name, value]) => [name, ordered(value, placeOf)]));
  if (format === 'json') return `${JSON.stringify(written, null, 2)}\n`;
  const document = new Document(written, { aliasDuplicateObjects: false });
  visit(document, {
    Collection(_key, node) {
      // Short things of plain values, such as a layout or a filter, are read best on one line.
      const isPlain = node.items.every((item) => isScalar(isPair(item) ? item.value : item));
      if (isPlain && JSON.stringify(node).length <= widestLine) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function ordered(value: unknown, placeOf: (name: string) => number): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item, placeOf));
  if (!isRecord(value)) return value;
  const names = Object.keys(value).filter((name) => !isEmptyList(value[name]));
  names.sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
  // Parameters of a statement have names of their own, and an empty list is a value there.
  return Object.fromEntries(
    names.map((name) => [name, name === 'parameters' ? value[name] : ordered(value[name], placeOf)]),
  );
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
