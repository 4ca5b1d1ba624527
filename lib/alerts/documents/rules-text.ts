import { fileText } from '@/lib/model/file-text';
import { isRecord } from '@/lib/model/is-record';
import type { FileFormat } from '@/lib/model/parse-file-text';

/** Names in the order in which a person would write them; others follow by alphabet. */
const order = [
  ...[
    'sightglass',
    'kind',
    'rules',
    'name',
    'description',
    'isEnabled',
    'spec',
    'type',
    'measures',
    'agg',
    'of',
    'event',
  ],
  ...['label', 'formulas', 'formula', 'where', 'by', 'top', 'other', 'range', 'grain', 'timezone', 'compare', 'sql'],
  ...['measure', 'condition', 'operator', 'against', 'direction', 'unit', 'objective', 'bad', 'total', 'levels'],
  ...['windows', 'severity', 'value', 'by', 'after', 'recovery', 'long', 'short', 'burn', 'every', 'for'],
  ...['keepFiringFor', 'noData', 'onError', 'absentSeverity', 'labels', 'annotations', 'summary'],
];

/**
 * Stored documents as the text of a file, by name, in the envelope that imports and provisioning read. Files know rules by their
 * names, so the second of two that are called the same is called `… (2)`.
 */
export function rulesText(docs: readonly unknown[], format: FileFormat): string {
  const sorted = [...docs].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const rules = sorted.map((doc, index) => {
    const before = sorted.slice(0, index).filter((other) => nameOf(other) === nameOf(doc)).length;
    const written = withoutEmpty(doc);
    return before === 0 || !isRecord(written) ? written : { ...written, name: `${nameOf(doc)} (${before + 1})` };
  });
  return fileText({ sightglass: 1, kind: 'rules', rules }, { format, order });
}

const nameOf = (doc: unknown): string => (isRecord(doc) && typeof doc.name === 'string' ? doc.name : '');

/** Labels and annotations that say nothing mean the same as none. */
function withoutEmpty(doc: unknown): unknown {
  if (!isRecord(doc)) return doc;
  const isEmpty = (name: string) =>
    (name === 'labels' || name === 'annotations') && isRecord(doc[name]) && Object.keys(doc[name]).length === 0;
  return Object.fromEntries(Object.entries(doc).filter(([name]) => !isEmpty(name)));
}
