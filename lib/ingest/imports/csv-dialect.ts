import { parse } from 'csv-parse/sync';
import { bomLength } from './read-lines';

/** How a CSV file is written; worked out from its head alone, so that every start of a job finds the same. */
export type CsvDialect = { delimiter: string; columns: string[]; hasHeader: boolean; dataStart: number };

const delimiters = [',', ';', '\t', '|'] as const;

/** The number of cells is checked by the reader, which can say what is wrong. */
export const csvOptions = { relax_column_count: true, skip_empty_lines: true } as const;

/**
 * The delimiter that splits the most lines into the same number of cells, and whether the first record names the columns:
 * it does when its cells are distinct, filled and none is a number or a time.
 */
export function sniffCsv(head: Buffer): CsvDialect {
  const start = bomLength(head);
  const sample = wholeLines(head.subarray(start));
  const best = delimiters
    .map((delimiter) => ({ delimiter, records: sampleRecords(sample, delimiter) }))
    .map((candidate) => ({ ...candidate, score: consistency(candidate.records.map(({ record }) => record.length)) }))
    .reduce((a, b) => (b.score > a.score ? b : a));
  const first = best.records[0];
  if (!first) return { delimiter: ',', columns: [], hasHeader: false, dataStart: start };
  const hasHeader = isHeader(first.record);
  const columns = first.record.map((cell, at) => (hasHeader && cell.trim() !== '' ? cell.trim() : `column${at + 1}`));
  return {
    delimiter: best.delimiter,
    columns: distinct(columns),
    hasHeader,
    dataStart: start + (hasHeader ? first.end : 0),
  };
}

type SampleRecord = { record: string[]; end: number };
function sampleRecords(sample: Buffer, delimiter: string): SampleRecord[] {
  const records: SampleRecord[] = [];
  try {
    parse(sample, {
      ...csvOptions,
      relax_quotes: true,
      delimiter,
      to: 100,
      on_record: (record: string[], { bytes }) => {
        records.push({ record, end: bytes });
        return null;
      },
    });
  } catch {
    // A fault in the sample ends it early; what was read until then decides.
  }
  return records;
}

/** Share of records with the most frequent number of cells, weighed by that number; 0 when nothing is split. */
function consistency(lengths: number[]): number {
  const counts = new Map<number, number>();
  for (const length of lengths) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [length, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
  if (length < 2) return 0;
  return count / lengths.length + Math.min(length, 100) / 1_000;
}

function wholeLines(head: Buffer): Buffer {
  const stop = head.lastIndexOf(0x0a);
  return stop < 0 ? head : head.subarray(0, stop + 1);
}

function isHeader(cells: string[]): boolean {
  const named = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (named.length === 0 || new Set(named).size !== named.length) return false;
  return named.every(
    (cell) => cell.length <= 200 && !/^[-+]?[\d.,]+$/.test(cell) && !/^\d{4}-\d\d-\d\d|^\d+[/.]\d+[/.]\d+/.test(cell),
  );
}

function distinct(columns: string[]): string[] {
  const seen = new Map<string, number>();
  return columns.map((column) => {
    const count = (seen.get(column) ?? 0) + 1;
    seen.set(column, count);
    return count === 1 ? column : `${column}_${count}`;
  });
}
