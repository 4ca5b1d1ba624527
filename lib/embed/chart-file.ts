import type { Context } from '@/lib/context';
import { toAppError, type AppError } from '@/lib/errors/app-error';
import type { Answer, StaleReason } from '@/lib/model/answer';
import { svgPng } from '@/lib/raster/svg-png';
import { staleNote } from './age-words';
import type { AskedChart, ChartAddress } from './asked-chart';
import { chartAnswer } from './chart-answer';
import { isPicture, type ChartForm } from './chart-form';
import { drawMessage } from './draw-chart';
import { keptFile, type KeptFile } from './kept-file';
import { lifeOf } from './life-of';
import { makeFile } from './make-file';

export type ChartFile = KeptFile & { form: ChartForm; title: string } & (
    | { status: 200; maxAgeS: number; staleReason: StaleReason | undefined }
    /** Only a picture that says what is the matter. */
    | { status: number; error: AppError }
  );

/**
 * A saved chart as a file: its answer as JSON or CSV, or its picture as SVG or PNG. While the engine cannot answer it is made of
 * the last good answer, with its age in it; without one a picture says what is the matter, and data throws. Throws AppError
 * unauthenticated, forbidden, not_found, invalid_input for parameters, query_rejected, and unavailable or overloaded where a PNG
 * cannot be drawn; for data also what `runQuery` throws.
 */
export async function chartFile(ctx: Context, input: ChartAddress & { form: ChartForm }): Promise<ChartFile> {
  const { form } = input;
  const { asked, answer: asking } = await chartAnswer(ctx, input);
  try {
    const answer = await asking();
    const file = await fileOf(ctx, { form, asked, answer });
    ctx.metrics.chartFiles.made.inc({ form, result: file.isMade ? 'made' : 'kept' });
    return file;
  } catch (thrown) {
    ctx.metrics.chartFiles.made.inc({ form, result: 'failed' });
    const error = toAppError(thrown);
    // A PNG that cannot be drawn would not be drawn with words in it either.
    if (!isPicture(form) || error.code === 'unavailable' || error.code === 'invalid_input') throw error;
    if (error.code === 'internal') ctx.log.error({ err: error.cause, chart: input.id }, 'a chart could not be drawn');
    return await failurePicture(ctx, { form, asked, error });
  }
}

/** ms per s: a picture is drawn anew after a twentieth of the time for which caches may show it. */
const restOfLife = 50;

type Of = { form: ChartForm; asked: AskedChart };

async function fileOf(ctx: Context, of: Of & { answer: Answer }): Promise<ChartFile & { isMade: boolean }> {
  const { form, asked, answer } = of;
  const { data, query, meta } = answer;
  const note = staleNote(meta);
  const maxAgeS = lifeOf(asked.spec.range, { isStale: note !== '', now: ctx.clock.now() });
  const file = await keptFile(ctx, {
    key: `${form}:${asked.key}`,
    asOf: meta.asOf,
    note,
    restMs: isPicture(form) ? maxAgeS * restOfLife : 0,
    // Data tells when it was computed, pictures do not.
    contents: () => JSON.stringify([data, query.range, note, form === 'data.json' && meta.asOf]),
    make: () => makeFile(form, { asked, answer, note }),
  });
  return { ...file, form, title: asked.doc.title, status: 200, maxAgeS, staleReason: meta.reason };
}

/**
 * Browsers draw the body of a failed request to an `<img>` as well, so people read the reason, while caches and monitors see the
 * status: nobody keeps it, and those who keep older pictures go on showing those.
 */
async function failurePicture(ctx: Context, { form, asked, error }: Of & { error: AppError }): Promise<ChartFile> {
  const { title } = asked.doc;
  const reason = error.message.replace(/[^.!?]$/, '$&.');
  const lines = [reason, ...(error.status === 422 ? [] : ['This picture comes back by itself.'])];
  const file = await keptFile(ctx, {
    key: `${form}:failed:${asked.key}`,
    asOf: 0,
    note: error.message,
    restMs: 0,
    contents: () => error.message,
    make: async () => {
      const svg = drawMessage(title, lines, asked.look);
      return form === 'image.svg' ? Buffer.from(svg) : await svgPng(svg, { zoom: asked.look.scale });
    },
  });
  // What broke in here says nothing about the asker, and may be gone with the next answer.
  return { ...file, form, title, status: error.status === 500 ? 503 : error.status, error };
}
