import { existsSync } from 'node:fs';
import type { Services } from '@/lib/context';
import type { ImportJob } from '@/lib/model/import-job';
import { importFileSize } from './import-file';
import { runImport } from './run-import';
import { onWake } from '@/lib/wake/wake';

/** A look into the store now and then finds the jobs that another replica started for a file in a shared folder. */
const lookEveryMs = 5_000;

export type ImportWorkerOptions = {
  /** Path of the built `import-thread.mjs`; reading happens on this thread when it is absent. */
  threadFile?: string;
};

/**
 * Runs the jobs that are to run, one after the other, those first that a stop of the process interrupted. `stop` resolves
 * when the batch in hand is given up; the job goes on at the next start.
 */
export function startImportWorker(services: Services, options: ImportWorkerOptions = {}): { stop(): Promise<void> } {
  const worker = new ImportWorker(services, options);
  worker.look();
  return worker;
}

class ImportWorker {
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  private hasNews = false;
  private readonly unwatch: () => void;
  private readonly timer: NodeJS.Timeout;
  private readonly threadFile: string | undefined;

  constructor(
    private readonly services: Services,
    { threadFile }: ImportWorkerOptions,
  ) {
    this.threadFile = threadFile !== undefined && existsSync(threadFile) ? threadFile : undefined;
    this.unwatch = onWake('imports', () => this.look());
    this.timer = setInterval(() => this.look(), lookEveryMs);
    this.timer.unref();
  }

  look(): void {
    if (this.stopping.signal.aborted) return;
    this.hasNews = true;
    this.running ??= this.runAll().finally(() => (this.running = null));
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error('the portal stops'));
    clearInterval(this.timer);
    this.unwatch();
    await this.running;
  }

  private async runAll(): Promise<void> {
    const { signal } = this.stopping;
    while (this.hasNews && !signal.aborted) {
      this.hasNews = false;
      try {
        for (let job = await this.next(); job !== null && !signal.aborted; job = await this.next())
          await runImport(this.services, job, { signal, threadFile: this.threadFile });
      } catch (error) {
        this.services.log.error({ err: error }, 'imports could not be looked up; trying again soon');
      }
    }
  }

  /** A job whose file is not here belongs to another replica, unless nobody has the file. */
  private async next(): Promise<ImportJob | null> {
    for (const job of await this.services.store.imports.listRunning()) {
      const isShared = this.services.engine.status().mode === 'clickhouse';
      if (!isShared || (await importFileSize(this.services, job.id)) !== null) return job;
    }
    return null;
  }
}
