import { downloadCsv, downloadJson, downloadPng } from '@/app/_ui/charts/take-away';
import type { Answer } from '@/lib/model/answer';
import type { Annotation } from '@/lib/model/annotation';
import type { Panel } from '@/lib/model/panel';

export type Taken = { panel: Panel; answer: Answer; timezone: string; annotations: readonly Annotation[] };

const columnPx = 105;
const rowPx = 72;

/** Puts what a panel shows into a file of the reader: its numbers, the whole answer, or a picture in the reader's colours. */
export async function takeAway(form: 'csv' | 'json' | 'png', taken: Taken): Promise<void> {
  const { panel, answer, timezone, annotations } = taken;
  const { title, chart, unit, size } = panel;
  if (form === 'csv') return downloadCsv({ title, data: answer.data, timezone });
  if (form === 'json') return downloadJson({ title, answer });
  const isDark = getComputedStyle(document.documentElement).colorScheme === 'dark' || prefersDark();
  await downloadPng(
    { chart, data: answer.data, unit, timezone, title, annotations },
    {
      width: Math.max(480, size.columns * columnPx),
      height: Math.max(280, size.rows * rowPx),
      theme: isDark ? 'dark' : 'light',
    },
  );
}

/** The system's choice counts only while the reader has made none. */
function prefersDark(): boolean {
  return !('theme' in document.documentElement.dataset) && matchMedia('(prefers-color-scheme: dark)').matches;
}
