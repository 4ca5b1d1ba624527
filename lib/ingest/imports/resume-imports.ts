import type { Services } from '@/lib/context';
import { startImportWorker } from './import-worker';
import { importThreadFile } from './parquet-head';

/**
 * Goes on with the imports that the last stop interrupted and runs new ones as they are started. Resolves to the way to
 * stop, which gives up the batch in hand. The reader's worker thread is the bundle next to the server's own.
 */
export function resumeImports(services: Services, entry = process.argv[1] ?? ''): Promise<() => Promise<void>> {
  const worker = startImportWorker(services, { threadFile: importThreadFile(entry) });
  return Promise.resolve(() => worker.stop());
}
