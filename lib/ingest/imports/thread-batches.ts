import { Worker } from 'node:worker_threads';
import { AppError } from '@/lib/errors/app-error';
import { readerLimits, tooMuchMemory } from './reader-limits';
import type { ThreadAnswer } from './serve-batches';

type Thread = { file: string; data: unknown; signal: AbortSignal };

/**
 * Batches made in a worker thread, so that parsing does not hold up the requests of the portal. Throws `invalid_input`
 * with the reader's words when the file cannot be read, and the signal's reason when it is aborted.
 */
export async function* threadBatches<Batch>({ file, data, signal }: Thread): AsyncGenerator<Batch, void, undefined> {
  signal.throwIfAborted();
  const worker = new Worker(file, {
    workerData: data,
    resourceLimits: readerLimits,
  });
  const replies = new Replies<Batch>(worker, signal);
  try {
    for (;;) {
      const answer = await replies.next();
      if ('done' in answer) return;
      if ('failed' in answer) throw new AppError('invalid_input', answer.failed.message, { detail: answer.failed });
      yield answer.batch;
    }
  } finally {
    replies.stop();
    await worker.terminate();
  }
}

/** One request, one answer; a thread that dies or a signal that is aborted answers with its error. */
class Replies<Batch> {
  private settle: { resolve: (answer: ThreadAnswer<Batch>) => void; reject: (error: unknown) => void } | null = null;
  private readonly onAbort = () => this.fail(this.signal.reason);
  private broken: { error: unknown } | null = null;

  constructor(
    private readonly worker: Worker,
    private readonly signal: AbortSignal,
  ) {
    worker.on('message', (answer: ThreadAnswer<Batch>) => this.settle?.resolve(answer));
    worker.on('error', (error) =>
      this.fail(tooMuchMemory(error) ?? new AppError('internal', 'Reading the file failed.', { cause: error })),
    );
    worker.on('exit', (code) => this.fail(new AppError('internal', 'Reading the file stopped.', { detail: { code } })));
    signal.addEventListener('abort', this.onAbort);
  }

  async next(): Promise<ThreadAnswer<Batch>> {
    if (this.broken) throw this.broken.error;
    return await new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.worker.postMessage('next');
    });
  }

  stop(): void {
    this.signal.removeEventListener('abort', this.onAbort);
  }

  private fail(error: unknown): void {
    this.broken ??= { error };
    this.settle?.reject(error);
  }
}
