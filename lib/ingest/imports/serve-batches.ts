import type { MessagePort } from 'node:worker_threads';

export type ThreadAnswer<Batch> = { batch: Batch } | { done: true } | { failed: { name: string; message: string } };

/**
 * The thread's side: one batch for each request. The next one is prepared while the last is being inserted, never more,
 * so that memory stays at two batches.
 */
export function serveBatches<Batch>(
  port: MessagePort,
  batches: AsyncGenerator<Batch, void, undefined>,
  buffersOf: (batch: Batch) => Uint8Array[],
): void {
  const prepare = async (): Promise<ThreadAnswer<Batch>> => {
    try {
      const next = await batches.next();
      return next.done ? { done: true } : { batch: next.value };
    } catch (error) {
      const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
      return { failed: { name, message } };
    }
  };
  let prepared = prepare();
  port.on('message', () => {
    const answer = prepared;
    prepared = answer.then((given) => ('batch' in given ? prepare() : given));
    void answer.then((given) => port.postMessage(given, 'batch' in given ? movable(buffersOf(given.batch)) : []));
  });
}

/** Small buffers share Node's pool and have to be copied; the others change hands without a copy. */
function movable(buffers: Uint8Array[]): ArrayBuffer[] {
  return buffers.flatMap(({ buffer, byteLength }) =>
    buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [],
  );
}
