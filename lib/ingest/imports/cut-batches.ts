import { shownJson } from '@/lib/ingest/rejected-rows';
import type { BadRow, ImportMapping } from '@/lib/model/import-job';
import { BatchBuilder, type ImportBatch } from './import-batch';
import { LineCounter } from './line-counter';
import { rowMapper, type RowMapper } from './map-row';
import { sampleOf, type RawRow } from './raw-row';
import { readRows } from './read-rows';

/** Everything that a batch depends on. Plain data, so that a worker thread can be given it. */
export type BatchPlan = {
  jobId: string;
  workspaceId: string;
  file: string;
  mapping: ImportMapping;
  from: number;
  /** Becomes `received_at`; the same on every attempt, so that the rows are the same bytes. */
  receivedAt: number;
};

/**
 * A batch ends after this many rows or this many bytes of the file. They are part of what makes a cut the same again: a
 * release that changes them must not be started over an import that was killed in the middle of an insert.
 */
const maxRows = 20_000;
const maxBytes = 8 * 1024 * 1024;
/** Shown bad rows in a batch; a job keeps no more than this in all. */
export const maxShownBadRows = 100;

/** Cuts the rest of a file into batches. */
export async function* cutBatches(plan: BatchPlan, signal?: AbortSignal): AsyncGenerator<ImportBatch, void, undefined> {
  const cutter = new Cutter(plan);
  const source = { file: plan.file, from: plan.from, format: plan.mapping.format, workspaceId: plan.workspaceId };
  for await (const rows of readRows(signal ? { ...source, signal } : source)) {
    for (const row of rows) {
      cutter.add(row);
      if (cutter.isFull) yield await cutter.take();
    }
  }
  if (!cutter.isEmpty) yield await cutter.take();
}

class Cutter {
  private readonly mapRow: RowMapper;
  private readonly lines: LineCounter;
  private builder: BatchBuilder;
  private from: number;
  private to: number;
  private bad = 0;
  private shown: { start: number; reason: string; text: string }[] = [];

  constructor(private readonly plan: BatchPlan) {
    this.builder = this.newBuilder();
    this.mapRow = rowMapper(plan.mapping);
    this.lines = new LineCounter(plan.file);
    this.from = plan.from;
    this.to = plan.from;
  }

  get isEmpty(): boolean {
    return this.to === this.from;
  }

  get isFull(): boolean {
    if (this.builder.loaded + this.bad >= maxRows) return true;
    return this.plan.mapping.format !== 'parquet' && this.to - this.from >= maxBytes;
  }

  add(row: RawRow): void {
    this.to = row.end;
    if (row.cells === null) return this.refuse(row, row.fault);
    const mapped = this.mapRow(row.cells, { id: `${this.plan.jobId}:${row.start}`, timestamp: this.plan.receivedAt });
    const fault = mapped.ok ? this.builder.add(mapped.event) : mapped.reason;
    if (fault !== null) this.refuse(row, fault);
  }

  async take(): Promise<ImportBatch> {
    const { builder, from, to, bad, shown } = this;
    this.builder = this.newBuilder();
    this.from = to;
    this.bad = 0;
    this.shown = [];
    return {
      from,
      to,
      inserts: builder.inserts(),
      names: builder.names(),
      loaded: builder.loaded,
      bad,
      badRows: await this.numbered(shown),
    };
  }

  private newBuilder(): BatchBuilder {
    return new BatchBuilder({ workspace: this.plan.workspaceId, receivedAt: this.plan.receivedAt });
  }

  private refuse(row: RawRow, reason: string): void {
    this.bad += 1;
    if (this.shown.length >= maxShownBadRows) return;
    this.shown.push({ start: row.start, reason, text: row.text ?? shownJson(row.cells) });
  }

  private async numbered(shown: Cutter['shown']): Promise<BadRow[]> {
    const rows: BadRow[] = [];
    for (const { start, reason, text } of shown) {
      const line = this.plan.mapping.format === 'parquet' ? start + 1 : await this.lines.lineAt(start);
      rows.push({ line, reason, sample: sampleOf(text) });
    }
    return rows;
  }
}
