import { open, type FileHandle } from 'node:fs/promises';
import { parse, type Parser } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { csvOptions, type CsvDialect } from './csv-dialect';
import { readLines } from './read-lines';
import { maxRecordBytes, type Cells, type RawRow, type ReadOptions, type RowReader } from './raw-row';

/** A pass that begins after a fault reads little first, because the next fault may be near. */
const firstChunkBytes = 16 * 1024;
const chunkBytes = 256 * 1024;
/** Where one line is read by itself, most of a larger piece would be read for nothing, and that once for each such line. */
const lineBytes = 4 * 1024;

/**
 * CSV with quoted cells that may hold line ends. Where a record cannot be read (a quote that never closes, text after a
 * closing quote), its first line is read by itself with quotes taken as text; if that does not fit either, this line is
 * one bad row. Reading goes on with the next line, so that an open quote cannot swallow the rest of the file.
 */
export async function* readCsv(options: ReadOptions, dialect: CsvDialect): RowReader {
  const file = await open(options.file, 'r');
  try {
    for (let from = Math.max(options.from, dialect.dataStart); ;) {
      const pass = new CsvPass(dialect, from);
      yield* readPass(file, pass, options.signal);
      if (pass.fault === null) return;
      const row = await lenientRow({ ...options, from: pass.end }, pass.fault, dialect);
      yield [row];
      from = row.end;
    }
  } finally {
    await file.close();
  }
}

async function* readPass(file: FileHandle, pass: CsvPass, signal: AbortSignal | undefined): RowReader {
  let size = firstChunkBytes;
  for (let at = pass.end; pass.fault === null; size = chunkBytes) {
    signal?.throwIfAborted();
    const buffer = Buffer.allocUnsafe(size);
    const { bytesRead } = await file.read(buffer, 0, size, at);
    await pass.push(buffer.subarray(0, bytesRead));
    const rows = pass.take();
    if (rows.length > 0) yield rows;
    if (bytesRead === 0) return;
    at += bytesRead;
  }
}

/** The line at this position by itself. Blank lines before it belong to it, because the parser passed over them. */
async function lenientRow(options: ReadOptions, fault: string, dialect: CsvDialect): Promise<RawRow> {
  const start = options.from;
  for await (const lines of readLines(options, lineBytes)) {
    const line = lines.find(({ text }) => text === null || text.trim() !== '');
    if (!line) continue;
    const record = line.text === null ? null : parseLine(line.text, dialect.delimiter);
    const cells = record === null ? null : cellsOf(record, dialect.columns);
    if (cells !== null) return { start, end: line.end, cells };
    return { start, end: line.end, cells: null, fault, text: line.text ?? line.head ?? '' };
  }
  return { start, end: Number.MAX_SAFE_INTEGER, cells: null, fault, text: '' };
}

function parseLine(text: string, delimiter: string): string[] | null {
  try {
    const [record] = parseAtOnce(text, { ...csvOptions, relax_quotes: true, delimiter });
    return record ?? null;
  } catch {
    return null;
  }
}

function cellsOf(record: string[], columns: string[]): Cells | null {
  if (record.length !== columns.length) return null;
  const cells: Cells = {};
  for (let at = 0; at < columns.length; at += 1) cells[columns[at] ?? ''] = record[at] ?? '';
  return cells;
}

/** One run of the parser over the file, up to the end or to the first record that it cannot read. */
class CsvPass {
  fault: string | null = null;
  /** Where the last record ended. */
  end: number;
  private rows: RawRow[] = [];
  private readonly parser: Parser;

  constructor(
    private readonly dialect: CsvDialect,
    from: number,
  ) {
    this.end = from;
    this.parser = parse({
      ...csvOptions,
      delimiter: dialect.delimiter,
      max_record_size: maxRecordBytes,
      on_record: (record: string[], { bytes }) => {
        this.add(record, from + bytes);
        return null;
      },
    });
    // Without a listener the stream would throw; the fault also reaches the callback of the write.
    this.parser.on('error', (error) => this.fail(error));
    this.parser.resume();
  }

  /** Parses the next bytes of the file; none means that the file has ended. */
  push(bytes: Buffer): Promise<void> {
    return new Promise((resolve) => {
      const done = (error?: Error | null) => {
        if (error) this.fail(error);
        this.parser.off('close', done);
        resolve();
      };
      this.parser.once('close', done);
      if (bytes.length === 0) this.parser.end(done);
      else this.parser.write(bytes, done);
    });
  }

  take(): RawRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  private fail(error: Error): void {
    this.fault ??= faultInWords(error);
  }

  private add(record: string[], end: number): void {
    const { columns, delimiter } = this.dialect;
    const place = { start: this.end, end };
    const cells = cellsOf(record, columns);
    const fault = `has ${record.length} cells where the file has ${columns.length} columns`;
    this.rows.push(cells ? { ...place, cells } : { ...place, cells: null, fault, text: record.join(delimiter) });
    this.end = end;
  }
}

function faultInWords(error: Error): string {
  switch ('code' in error ? error.code : undefined) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quote is opened and never closed';
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'there is text after a closing quote';
    case 'CSV_MAX_RECORD_SIZE':
      return 'the record is longer than 1 MB, perhaps a quote is never closed';
    default:
      return error.message;
  }
}
