import { randomInt } from 'node:crypto';
import type { Logger } from 'pino';
import { AppError } from '@/lib/errors/app-error';
import type { EngineState } from '@/lib/model/live-frame';
import type { Clock } from '@/lib/time/clock';
import type { HostFaults, HostLimits } from './host/protocol';
import { HostProcess, type HostEnd, type HostEndpoint } from './host-process';

export type SupervisorStatus = {
  state: EngineState;
  since: number;
  message?: string;
  pid?: number;
  retryAfterMs?: number;
};

export type SupervisorOptions = {
  hostEntry: string;
  dataDir: string;
  limits: HostLimits;
  log: Logger;
  clock: Clock;
  onRestart: () => void;
  onChange: (status: SupervisorStatus) => void;
};

const firstDelayMs = 100;
const longestDelayMs = 5_000;
/** A life this long counts as healthy, and the next failure starts again with the shortest delay. */
const healthyLifeMs = 3_000;
/** The engine of a portal that was killed lets go of the folder within this time. */
const lockPatienceMs = 12_000;
const firstStartAttempts = 4;
const stopBudgetMs = 8_000;

/** Keeps one engine process alive: starts it, restarts it with growing delays after a crash, says in words what it does. */
export class Supervisor {
  private host: HostProcess | undefined;
  private current: SupervisorStatus;
  private place: HostEndpoint | undefined;
  private attempts = 0;
  private hasBeenReady = false;
  private isStopped = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly startedAt: number;
  private settleFirst: { resolve: () => void; reject: (error: AppError) => void } | undefined;

  constructor(private readonly options: SupervisorOptions) {
    this.startedAt = options.clock.monotonic();
    this.current = { state: 'starting', since: options.clock.now(), message: 'The engine is starting.' };
  }

  /** Resolves when the engine answers. Throws AppError engine_unavailable when it cannot start: folder in use, not writable, crash at start. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.settleFirst = { resolve, reject };
      this.spawn();
    });
  }

  status(): SupervisorStatus {
    return this.current;
  }

  endpoint(): HostEndpoint | undefined {
    return this.place;
  }

  setFaults(faults: HostFaults): void {
    this.host?.setFaults(faults);
  }

  /** Ends the engine's process as a crash would; another is started in its place. `why` is what people read of it. */
  restart(why: string): void {
    this.host?.end(why);
  }

  /** Ends the engine's process and waits until it is gone. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.place = undefined;
    await this.host?.stop(stopBudgetMs);
    this.change({ state: 'down', message: 'The engine is stopped.' });
  }

  private spawn(): void {
    const { hostEntry, dataDir, limits } = this.options;
    this.host = new HostProcess({
      entry: hostEntry,
      dataDir,
      limits,
      onReady: (endpoint) => this.becomeReady(endpoint),
      onEnd: (end) => this.afterEnd(end),
    });
  }

  private becomeReady(endpoint: HostEndpoint): void {
    if (this.isStopped) return;
    this.place = endpoint;
    if (this.hasBeenReady) this.options.onRestart();
    this.hasBeenReady = true;
    this.options.log.info({ pid: endpoint.pid, version: endpoint.version }, 'engine ready');
    this.change({ state: 'ready', pid: endpoint.pid });
    this.settleFirst?.resolve();
    this.settleFirst = undefined;
  }

  private afterEnd(end: HostEnd): void {
    const { clock, log } = this.options;
    const livedMs = this.place === undefined ? 0 : clock.now() - this.current.since;
    this.place = undefined;
    this.host = undefined;
    if (this.isStopped) return;
    if (livedMs >= healthyLifeMs) this.attempts = 0;
    this.attempts += 1;
    if (!this.hasBeenReady && !this.mayTryAgain(end)) return this.giveUp(end);
    const delayMs = Math.round(
      (Math.min(firstDelayMs * 2 ** (this.attempts - 1), longestDelayMs) * randomInt(80, 121)) / 100,
    );
    log.warn({ reason: end.reason, attempt: this.attempts, delayMs }, 'engine ended, restarting');
    this.change({
      state: this.hasBeenReady ? 'restarting' : 'starting',
      message: `Engine restarting, attempt ${this.attempts}, next try in ${inWords(delayMs)}: ${end.reason}.`,
      retryAfterMs: delayMs + 1_000,
    });
    this.timer = setTimeout(() => this.spawn(), delayMs);
  }

  private mayTryAgain(end: HostEnd): boolean {
    if (end.kind === 'permission') return false;
    if (end.kind === 'locked') return this.options.clock.monotonic() - this.startedAt < lockPatienceMs;
    return this.attempts < firstStartAttempts;
  }

  private giveUp(end: HostEnd): void {
    const hint = {
      locked: ' Stop the other process, or set SIGHTGLASS_DATA to another folder.',
      permission: ' Give this user the right to write it, or set SIGHTGLASS_DATA to another folder.',
      crash: '',
    }[end.kind];
    const message = `The analytics engine cannot start: ${end.reason}.${hint}`;
    this.change({ state: 'down', message });
    this.settleFirst?.reject(new AppError('engine_unavailable', message));
    this.settleFirst = undefined;
  }

  private change(next: Omit<SupervisorStatus, 'since'>): void {
    this.current = { ...next, since: this.options.clock.now() };
    this.options.onChange(this.current);
  }
}

const inWords = (ms: number): string => (ms < 1_000 ? `${ms} ms` : `${Math.round(ms / 1_000)} s`);
