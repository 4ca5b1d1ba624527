const types = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' } as const;

type File = { name: string; format: keyof typeof types };

/**
 * Pieces as a file to keep, at the reader's pace. Resolves after the first piece is there, so that a refusal can still be
 * answered as one.
 */
export async function fileStream(
  pieces: AsyncIterable<string | Uint8Array>,
  { name, format }: File,
): Promise<Response> {
  const reader = pieces[Symbol.asyncIterator]();
  let next = await reader.next();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (next.done === true) return controller.close();
        controller.enqueue(typeof next.value === 'string' ? Buffer.from(next.value) : next.value);
        next = await reader.next();
      },
      async cancel() {
        await reader.return?.();
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      'content-type': types[format],
      'content-disposition': `attachment; filename="${name}.${format}"`,
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
