import { http, HttpResponse, type RequestHandler } from 'msw';
import { mockEngineUrl } from '@/lib/engine/remote';

type Row = Record<string, unknown>;

/** The engine answers every question with these rows. */
export function answersWith(rows: readonly Row[]): RequestHandler {
  const names = Object.keys(rows[0] ?? {});
  return http.post(mockEngineUrl, () =>
    HttpResponse.json({
      meta: names.map((name) => ({ name })),
      data: rows.map((row) => names.map((name) => row[name])),
      statistics: { rows_read: 5, bytes_read: 40 },
    }),
  );
}

/** The engine fails every question with this code of ClickHouse. */
export function failsWith(code: number): RequestHandler {
  return http.post(mockEngineUrl, () =>
    HttpResponse.text(`Code: ${code}. DB::Exception: It said no. (SOME_ERROR)`, {
      status: 500,
      headers: { 'x-clickhouse-exception-code': String(code) },
    }),
  );
}

/** The connection breaks, and so does every ping. */
export const isGone = (): RequestHandler[] => [
  http.post(mockEngineUrl, () => HttpResponse.error()),
  http.get(`${mockEngineUrl}/ping`, () => HttpResponse.error()),
];

/** The engine takes the question and never answers. */
export const neverAnswers = (): RequestHandler =>
  http.post(mockEngineUrl, async () => {
    await new Promise(() => undefined);
    return HttpResponse.json({});
  });
