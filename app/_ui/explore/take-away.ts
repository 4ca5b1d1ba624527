import { answerCsv } from '@/lib/chart/answer-csv';
import type { Answer } from '@/lib/model/answer';
import type { PanelChart, Unit } from '@/lib/model/panel';

type What = { answer: Answer; chart: PanelChart; unit: Unit; timezone: string; title: string };

/** Saves an answer as a file. What went wrong comes back as words, null when nothing did. */
export async function takeAway(form: 'csv' | 'json' | 'png', what: What): Promise<string | null> {
  if (form === 'csv') save(what, 'csv', 'text/csv', answerCsv(what.answer.data, what));
  if (form === 'json') save(what, 'json', 'application/json', JSON.stringify(what.answer, null, 2));
  return null;
}

function save({ title }: What, ending: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = `${title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()}.${ending}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
