import { downloadCsv, downloadJson, downloadPng } from '@/app/_ui/charts/take-away';
import type { Answer } from '@/lib/model/answer';
import type { PanelChart, Unit } from '@/lib/model/panel';

type What = { answer: Answer; chart: PanelChart; unit: Unit; timezone: string; title: string };

const picture = { width: 1_200, height: 560 };

/** Saves an answer as a file. What went wrong comes back as words, null when nothing did. */
export async function takeAway(form: 'csv' | 'json' | 'png', what: What): Promise<string | null> {
  const { answer, chart, unit, timezone, title } = what;
  if (form === 'csv') downloadCsv({ title, data: answer.data, timezone });
  if (form === 'json') downloadJson({ title, answer });
  if (form !== 'png') return null;
  const { colorScheme } = getComputedStyle(document.documentElement);
  const isDark =
    colorScheme === 'dark' || (colorScheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  const theme = isDark ? 'dark' : 'light';
  const isDrawn = await downloadPng({ chart, data: answer.data, unit, timezone, title }, { ...picture, theme });
  return isDrawn ? null : 'This answer has no picture, or the browser could not draw it.';
}
