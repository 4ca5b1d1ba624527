import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { startPulse, type Pulse } from './pulse';
import type { HostCommand, HostFaults, HostLimits, HostReport } from './host/protocol';

/** How one life of the engine's process ended, in words for people. */
export type HostEnd = { reason: string; kind: 'locked' | 'permission' | 'crash' };

export type HostEndpoint = { url: string; secret: string; pid: number; version: string };

type Options = {
  entry: string;
  dataDir: string;
  limits: HostLimits;
  onReady: (endpoint: HostEndpoint) => void;
  onEnd: (end: HostEnd) => void;
};

/** Opening a folder of 100 M events takes seconds; what takes this long hangs. */
const startBudgetMs = 60_000;
const stderrKept = 4_000;

/** One child process with the engine in it. `onEnd` is called exactly once, after the process is gone. */
export class HostProcess {
  private readonly child: ChildProcess;
  private readonly secret = randomBytes(24).toString('base64url');
  private stderr = '';
  private failure: string | undefined;
  private pulse: Pulse | undefined;
  private readonly gone: Promise<void>;

  constructor(private readonly options: Options) {
    this.child = spawn(process.execPath, ['--enable-source-maps', options.entry], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // The portal's environment holds secrets that a parser of other people's queries has no business to see.
      env: { NODE_ENV: 'production', UV_THREADPOOL_SIZE: '16', TZ: 'UTC' },
    });
    const timer = setTimeout(() => {
      this.failure = `did not start within ${startBudgetMs / 1_000} s`;
      this.child.kill('SIGKILL');
    }, startBudgetMs);
    this.child.stderr?.on(
      'data',
      (chunk: Buffer) => (this.stderr = (this.stderr + chunk.toString()).slice(-stderrKept)),
    );
    this.child.on('message', (report: HostReport) => {
      clearTimeout(timer);
      this.heard(report);
    });
    this.gone = new Promise((resolve) => {
      let hasEnded = false;
      const end = (code: number | null, signal: string | null): void => {
        if (hasEnded) return;
        hasEnded = true;
        clearTimeout(timer);
        this.pulse?.stop();
        resolve();
        options.onEnd(this.describeEnd(code, signal));
      };
      this.child.once('close', end);
      this.child.once('error', (error) => {
        this.failure = error.message;
        if (this.child.pid === undefined) end(null, null);
      });
    });
    this.send({ type: 'open', dataDir: options.dataDir, secret: this.secret, limits: options.limits });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  setFaults(faults: HostFaults): void {
    this.send({ type: 'faults', faults });
  }

  /** Asks the process to finish and waits until it is gone; it is killed after `budgetMs`. */
  async stop(budgetMs: number): Promise<void> {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), budgetMs);
    this.child.kill('SIGTERM');
    await this.gone;
    clearTimeout(timer);
  }

  private send(command: HostCommand): void {
    // A process that died in between is reported by its end; the send has nothing to add.
    if (this.child.connected) this.child.send(command, () => undefined);
  }

  private heard(report: HostReport): void {
    this.pulse?.heard();
    if (report.type === 'alive') return;
    if (report.type === 'failed') this.failure = report.message;
    else if (this.child.pid !== undefined) {
      // It takes connections and answers nothing: to callers worse than none, as each of them waits for its time to be over.
      const onStill = () => this.end('did not react for 10 s');
      this.pulse = startPulse({ ping: () => this.send({ type: 'ping' }), onStill });
      this.options.onReady({
        url: `http://127.0.0.1:${report.port}`,
        secret: this.secret,
        pid: this.child.pid,
        version: report.version,
      });
    }
  }

  /** Ends the process at once; `why` is what people read of it. */
  end(why: string): void {
    this.failure = why;
    this.child.kill('SIGKILL');
  }

  private describeEnd(code: number | null, signal: string | null): HostEnd {
    const said = `${this.failure ?? ''}\n${this.stderr}`;
    const { dataDir } = this.options;
    if (/Cannot lock file|already running/i.test(said))
      return { kind: 'locked', reason: `the data folder ${dataDir} is in use by another process` };
    if (/Permission denied|EACCES|EPERM|EROFS|ENOTDIR|Not a directory|Read-only file system/i.test(said))
      return { kind: 'permission', reason: `the data folder ${dataDir} cannot be written` };
    const how = signal === null ? `ended with code ${code ?? '?'}` : `was ended by ${signal}`;
    const last = this.failure ?? lastLine(this.stderr);
    return { kind: 'crash', reason: `the engine process ${how}${last ? ` (${last.slice(0, 300)})` : ''}` };
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
