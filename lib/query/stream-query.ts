import { authorize } from '@/lib/auth/permissions';
import type { Place } from '@/lib/breaker/admission';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { parseSpec } from './parse-spec';
import { compileTable } from './compile-events';
import { planOf } from './plan';
import { tableRow, type Row } from './shape';

/** A table question without the limit of an answer. */
export const maxStreamRows = 1_000_000;
const timeoutMs = 60_000;

/**
 * The events of a table question, newest first, as NDJSON: one object a line with `id`, `timestamp` (Unix ms) and the
 * question's columns by name. Memory does not grow with the result; the reader's pace is the engine's pace. Resolves after
 * the first rows are there, so that a refused question can still be answered as one. Throws AppError forbidden,
 * invalid_input, query_rejected, overloaded, engine_unavailable, engine_timeout.
 */
export async function streamQuery(ctx: Context, input: unknown): Promise<ReadableStream<Uint8Array>> {
  authorize(ctx, 'query:run');
  const { limit, ...rest } = tableInput(input);
  const spec = parseSpec({ ...rest, limit: 1 });
  if (spec.kind !== 'table') throw new AppError('invalid_input', 'Only questions of kind table can be streamed');
  const query = compileTable(spec, planOf(spec, ctx.clock.now()), { workspaceId: ctx.actor.workspaceId, limit });
  const abort = new AbortController();
  const signal = ctx.signal === undefined ? abort.signal : AbortSignal.any([abort.signal, ctx.signal]);
  const { workspaceId } = ctx.actor;
  const place = await ctx.admission.enter({ workspaceId, class: 'bulk', signal });
  signal.addEventListener('abort', () => place.leave('ignored'), { once: true });
  const batches = inTurn(place, () => ctx.engine.stream<Row>({ ...query, timeoutMs, signal }));
  let next = await batches.next();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (next.done === true) {
          controller.close();
          return;
        }
        const lines = next.value.map((row) => lineOf(spec.columns, tableRow(spec, row)));
        controller.enqueue(Buffer.from(lines.join('')));
        next = await batches.next();
      },
      async cancel() {
        abort.abort();
        await batches.return();
      },
    },
    { highWaterMark: 2 },
  );
}

/** Leaves the place at the engine when the rows end, fail, or nobody reads them any more. How long it took is up to the reader. */
async function* inTurn<T>(place: Place, rows: () => AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  try {
    yield* rows();
  } finally {
    place.leave('ignored');
  }
}

function tableInput(input: unknown): { limit: number; [key: string]: unknown } {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new AppError('invalid_input', 'Send one question as a JSON object');
  const { limit = maxStreamRows, ...rest } = input as { limit?: unknown };
  if (typeof limit === 'number' && Number.isInteger(limit) && limit >= 1 && limit <= maxStreamRows)
    return { ...rest, limit };
  const reason = `must be a whole number from 1 to ${maxStreamRows}`;
  throw new AppError('invalid_input', `limit: ${reason}`, { fields: [{ path: 'limit', reason }] });
}

function lineOf(columns: readonly string[], row: ReturnType<typeof tableRow>): string {
  const cells = Object.fromEntries(columns.map((column, index) => [column, row.cells[index] ?? null]));
  return `${JSON.stringify({ id: row.id, ...cells, timestamp: row.timestamp })}\n`;
}
