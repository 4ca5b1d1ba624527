'use client';

import { answerCsv } from '@/lib/chart/answer-csv';
import type { ChartInput } from '@/lib/chart/chart-input';
import type { Answer, AnswerData } from '@/lib/model/answer';

type Csv = { title: string; data: AnswerData; timezone: string };

/** The answer as a CSV file, in UTF-8 with a mark that spreadsheets recognize it by. */
export function downloadCsv({ title, data, timezone }: Csv): void {
  save(new Blob(['\ufeff', answerCsv(data, { timezone })], { type: 'text/csv;charset=utf-8' }), fileName(title, 'csv'));
}

/** The whole answer, with its question and its age, as the API gives it. */
export function downloadJson({ title, answer }: { title: string; answer: Answer | AnswerData }): void {
  save(new Blob([`${JSON.stringify(answer, null, 2)}\n`], { type: 'application/json' }), fileName(title, 'json'));
}

export type PictureSize = { width: number; height: number; theme: 'light' | 'dark'; scale?: number };

/**
 * The chart as a PNG with title and legend, `width` by `height` px times `scale` (2 when not given). False when the answer has
 * no picture of that kind or the browser could not draw it.
 */
export async function downloadPng(input: ChartInput, { scale = 2, ...size }: PictureSize): Promise<boolean> {
  // Scenes of all charts are needed here only, so they come with the click.
  const { chartSvg } = await import('@/lib/chart/chart-svg');
  const svg = chartSvg(input, { ...size, hasChrome: true });
  const png = svg === undefined ? null : await pngOf(svg, { width: size.width * scale, height: size.height * scale });
  if (png === null) return false;
  save(png, fileName(input.title, 'png'));
  return true;
}

/** Puts a text on the clipboard; false where the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

async function pngOf(svg: string, { width, height }: { width: number; height: number }): Promise<Blob | null> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    if (!context) return null;
    context.drawImage(image, 0, 0, width, height);
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun when the click returns, but some browsers read the address only afterwards.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** `Sign-ups by country` becomes `sign-ups-by-country.csv`: letters and digits of any script, nothing that a path means. */
export function fileName(title: string, extension: string): string {
  const words =
    title
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return `${words.join('-').slice(0, 80) || 'chart'}.${extension}`;
}
