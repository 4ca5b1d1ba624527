import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '@/lib/context';
import { onWake } from '@/lib/wake/wake';
import { flightsPath } from './flights-file';
import { loadHistory, planLoad, type SampleRun } from './load-history';
import { purgeWorkspaces } from './purge-workspace';
import { replayFlights, type Replay } from './replay-flights';
import { findSample, writeSetting } from './sample-state';

/** How often the worker looks by itself whether the workspace came or went, for other replicas' sake. */
const lookEveryMs = 10_000;
const pauseAfterFaultMs = 5_000;

export type SampleWorkerOptions = {
  /** SIGHTGLASS_SAMPLE; when it is off nothing is loaded or replayed, and what was removed is still deleted. */
  enabled: boolean;
  /** The flights; by default those of the package that ships them. */
  file?: string | null;
  /** The built `sample-thread.mjs`; by default the bundle next to the server's own. */
  threadFile?: string;
};

/**
 * Keeps the sample workspace as it should be: loads its history in the background, replays the rest, stops when it is
 * removed and begins anew when it is restored. `stop` resolves when nothing is under way any more.
 */
export function startSampleWorker(services: Services, options: SampleWorkerOptions): { stop(): Promise<void> } {
  return new SampleWorker(services, options);
}

type Session = { workspaceId: string; abort: AbortController; ended: Promise<void>; replay: Replay | null };

class SampleWorker {
  private readonly file: string | null;
  private readonly threadFile: string | undefined;
  private readonly unwatch: () => void;
  private readonly timer: NodeJS.Timeout;
  private session: Session | null = null;
  private looking: Promise<void>;
  private isStopping = false;

  constructor(
    private readonly services: Services,
    private readonly options: SampleWorkerOptions,
  ) {
    this.file = options.file === undefined ? flightsPath() : options.file;
    const threadFile = options.threadFile ?? path.join(path.dirname(process.argv[1] ?? ''), 'sample-thread.mjs');
    this.threadFile = existsSync(threadFile) ? threadFile : undefined;
    this.unwatch = onWake('sample', () => this.look());
    this.timer = setInterval(() => this.look(), lookEveryMs);
    this.timer.unref();
    const setting = { isOn: options.enabled, hasFile: this.file !== null };
    this.looking = writeSetting(services, setting)
      .then(() => this.update())
      .catch((error: unknown) => this.logFault(error));
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    this.unwatch();
    this.session?.abort.abort(new Error('the portal stops'));
    await this.looking;
    await this.endSession();
  }

  private look(): void {
    if (this.isStopping) return;
    this.looking = this.looking.then(() => this.update()).catch((error: unknown) => this.logFault(error));
  }

  private async update(): Promise<void> {
    if (this.isStopping) return;
    const workspace = await findSample(this.services);
    if (this.session && this.session.workspaceId !== workspace?.id) await this.endSession();
    this.session?.replay?.speedChanged();
    if (workspace && !this.session && this.options.enabled && this.file !== null)
      this.session = this.begin(workspace.id, this.file);
    await purgeWorkspaces(this.services);
  }

  private async endSession(): Promise<void> {
    const { session } = this;
    this.session = null;
    session?.abort.abort(new Error('the sample workspace is gone'));
    await session?.ended;
  }

  private begin(workspaceId: string, file: string): Session {
    const abort = new AbortController();
    const run: SampleRun = { workspaceId, file, threadFile: this.threadFile, signal: abort.signal };
    const session: Session = { workspaceId, abort, ended: Promise.resolve(), replay: null };
    session.ended = this.keepRunning(run, (replay) => (session.replay = replay));
    return session;
  }

  /** A fault (a full spool, a store that is away) is waited out; everything goes on where it was. */
  private async keepRunning(run: SampleRun, onReplay: (replay: Replay) => void): Promise<void> {
    while (!run.signal.aborted) {
      const faults = new AbortController();
      const both = { ...run, signal: AbortSignal.any([run.signal, faults.signal]) };
      try {
        const load = await planLoad(this.services, both);
        const work = [
          loadHistory(this.services, both, load),
          replayFlights(this.services, { run: both, firstRow: load.historyRows, onReady: onReplay }),
        ];
        await Promise.all(work).finally(async () => {
          faults.abort(new Error('the other half of the sample failed'));
          await Promise.allSettled(work);
        });
      } catch (error) {
        if (run.signal.aborted) return;
        this.logFault(error);
        await sleep(pauseAfterFaultMs, undefined, { signal: run.signal }).catch(() => undefined);
      }
    }
  }

  private logFault(error: unknown): void {
    this.services.log.warn({ err: error }, 'the sample workspace had to pause; trying again soon');
  }
}
