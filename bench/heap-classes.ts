import { readFileSync } from 'node:fs';

/** How many objects of a class there are, and how many bytes they have themselves. */
export type HeapClass = { count: number; bytes: number };
export type HeapClasses = Map<string, HeapClass>;

type Meta = { snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } } };

/**
 * Counts the objects of a `.heapsnapshot` by class. The file is one JSON object of hundreds of megabytes, of which the list
 * of nodes is a flat list of numbers; only that list and the table of names are read.
 */
export function readHeapClasses(file: string): HeapClasses {
  const bytes = readFileSync(file);
  const nodesAt = bytes.indexOf('"nodes":[');
  const head = bytes.subarray(0, nodesAt).toString('utf8').trimEnd().replace(/,$/, '');
  const { meta } = (JSON.parse(`${head}}`) as Meta).snapshot;
  const fields = meta.node_fields;
  const [kinds] = meta.node_types;
  const at = { kind: fields.indexOf('type'), name: fields.indexOf('name'), size: fields.indexOf('self_size') };
  const totals = new Map<number, HeapClass>();
  const kindFactor = 64;
  eachRow(bytes, { start: nodesAt + '"nodes":['.length, width: fields.length }, (row) => {
    const key = (row[at.name] ?? 0) * kindFactor + (row[at.kind] ?? 0);
    const total = totals.get(key) ?? { count: 0, bytes: 0 };
    total.count += 1;
    total.bytes += row[at.size] ?? 0;
    totals.set(key, total);
  });
  const names = JSON.parse(
    bytes.subarray(bytes.indexOf('"strings":[') + 10, bytes.lastIndexOf(']') + 1).toString('utf8'),
  ) as string[];
  const classes: HeapClasses = new Map();
  for (const [key, total] of totals) {
    const name = className(kinds[key % kindFactor] ?? '?', names[Math.floor(key / kindFactor)] ?? '?');
    const known = classes.get(name) ?? { count: 0, bytes: 0 };
    classes.set(name, { count: known.count + total.count, bytes: known.bytes + total.bytes });
  }
  return classes;
}

/** Texts, numbers and code have no class of their own: their names are their contents. */
function className(kind: string, name: string): string {
  if (kind === 'object' || kind === 'native') return name;
  return kind === 'closure' ? `${name || 'anonymous'}()` : `(${kind})`;
}

function eachRow(
  bytes: Buffer,
  { start, width }: { start: number; width: number },
  take: (row: number[]) => void,
): void {
  const row: number[] = [];
  let value = 0;
  let hasDigit = false;
  for (let i = start; i < bytes.length; i += 1) {
    const code = bytes[i] ?? 0;
    if (code >= 48 && code <= 57) {
      value = value * 10 + code - 48;
      hasDigit = true;
      continue;
    }
    if (hasDigit) {
      row.push(value);
      value = 0;
      hasDigit = false;
      if (row.length === width) {
        take(row);
        row.length = 0;
      }
    }
    if (code === 93) return;
  }
}

export type Growth = { name: string; before: number; after: number; bytes: number };

/** Classes with at least `least` more objects than before, those with the most new bytes first. */
export function growth(before: HeapClasses, after: HeapClasses, least: number): Growth[] {
  return [...after]
    .map(([name, { count, bytes }]) => {
      const known = before.get(name) ?? { count: 0, bytes: 0 };
      return { name, before: known.count, after: count, bytes: bytes - known.bytes };
    })
    .filter((one) => one.after - one.before >= least)
    .sort((a, b) => b.bytes - a.bytes);
}
