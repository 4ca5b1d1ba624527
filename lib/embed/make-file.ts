import { answerCsv } from '@/lib/chart/answer-csv';
import type { Answer, AnswerMeta } from '@/lib/model/answer';
import { svgPng } from '@/lib/raster/svg-png';
import { minuteMs } from '@/lib/time/duration';
import type { AskedChart } from './asked-chart';
import type { ChartForm } from './chart-form';
import { drawChart } from './draw-chart';

export type Made = { asked: AskedChart; answer: Answer; note: string };

/** The bytes of an answer in a form. Throws AppError unavailable and overloaded where a PNG cannot be drawn. */
export async function makeFile(form: ChartForm, { asked, answer, note }: Made): Promise<Buffer> {
  switch (form) {
    case 'data.json':
      return Buffer.from(answerJson(asked, answer));
    case 'data.csv':
      return Buffer.from(answerCsv(answer.data, { timezone: answer.query.timezone }));
    case 'image.svg':
    case 'image.png': {
      const svg = drawChart({ doc: asked.doc, look: asked.look, answer, note });
      return form === 'image.svg' ? Buffer.from(svg) : svgPng(svg, { zoom: asked.look.scale });
    }
  }
}

/** Equal answers have equal bytes, so what differs from reader to reader is left out. */
function answerJson({ id, doc }: AskedChart, { data, query, meta }: Answer): string {
  return JSON.stringify({ chart: { id, ...doc }, data, query, meta: steadyMeta(meta) });
}

function steadyMeta({ asOf, freshness, ageMs, reason, rowsRead, source }: AnswerMeta) {
  if (freshness !== 'stale') return { asOf, freshness: 'fresh', rowsRead, source };
  return { asOf, freshness, ageMs: Math.floor(ageMs / minuteMs) * minuteMs, reason, rowsRead, source };
}
