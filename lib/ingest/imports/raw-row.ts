/** What a file's row holds, by column. */
export type Cells = Record<string, unknown>;

/**
 * One row as a reader found it. `start` and `end` are positions in the file (bytes for text, row numbers for Parquet):
 * `end` is where reading can go on after this row.
 */
export type RawRow =
  | { start: number; end: number; cells: Cells; text?: undefined }
  | { start: number; end: number; cells: null; fault: string; text: string };

/** Where to read and from which position; the position must be one that a reader gave. */
export type ReadOptions = { file: string; from: number; signal?: AbortSignal };

export type RowReader = AsyncGenerator<RawRow[], void, undefined>;

/** One line of text or one record may have this many bytes; a longer one is a bad row. */
export const maxRecordBytes = 1024 * 1024;

/** A bad row is shown with this much of its text. */
const sampleLength = 300;
export const sampleOf = (text: string): string =>
  text.length <= sampleLength ? text : `${text.slice(0, sampleLength - 1)}…`;
