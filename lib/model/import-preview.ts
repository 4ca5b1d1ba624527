import type { ImportMapping } from './import-job';

/** A row of a file as it would be stored, or why it would not. Times are Unix ms. */
export type PreviewRow =
  | {
      ok: true;
      event: {
        name: string;
        timestamp: number;
        user: string;
        session: string;
        value: number | null;
        properties: Record<string, unknown>;
      };
    }
  | { ok: false; reason: string };

export type ImportPreview = {
  mapping: ImportMapping;
  /** The columns of the mapping with some of their values, as text. */
  columns: { column: string; values: string[] }[];
  rows: PreviewRow[];
};
