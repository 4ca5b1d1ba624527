import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { apiKey, owner, writeKey } from '../../e2e/portal';
import { freePort } from '../../__tests__/build/postgres-server';
import { until } from './options';

/** What is open in the portal's process and below it. */
export type Inside = {
  descriptors: number;
  sockets: number;
  children: number;
  timers: number;
  viewers: number;
  questions: number;
  rssMb: number;
};

const preload = path.resolve('bench/chaos/preload.mjs');

/** The built portal with a socket into it, on one folder and one port for all its lives. */
export class ChaosPortal {
  private child: ChildProcess | null = null;
  private text = '';
  readonly url: string;

  private constructor(
    readonly dataDir: string,
    private readonly port: number,
    private readonly env: Record<string, string>,
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  static async on(dataDir: string, env: Record<string, string>): Promise<ChaosPortal> {
    return new ChaosPortal(dataDir, await freePort(), env);
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  log(): string {
    return this.text;
  }

  isRunning(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves when it is ready. Throws with its log when it ends before or takes over a minute. */
  async start(): Promise<void> {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(SIGHTGLASS_|NODE_OPTIONS$|JEST_)/.test(name));
    const child = spawn(
      process.execPath,
      ['--import', preload, '--expose-gc', '--enable-source-maps', 'dist/server.mjs'],
      {
        env: {
          ...Object.fromEntries(inherited),
          NODE_ENV: 'production',
          PORT: String(this.port),
          HOST: '127.0.0.1',
          CHAOS_SOCKET: this.socket,
          SIGHTGLASS_DATA: this.dataDir,
          SIGHTGLASS_SAMPLE: 'off',
          SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS: 'on',
          SIGHTGLASS_INIT_EMAIL: owner.email,
          SIGHTGLASS_INIT_PASSWORD: owner.password,
          SIGHTGLASS_INIT_WRITE_KEY: writeKey,
          SIGHTGLASS_INIT_API_KEY: apiKey,
          ...this.env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.child = child;
    const keep = (chunk: Buffer) => void (this.text = (this.text + chunk.toString()).slice(-2_000_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const ready = await until(
      async () => !this.isRunning() || (await fetch(`${this.url}/api/health/ready`)).ok,
      60_000,
    );
    if (ready === null || !this.isRunning()) throw new Error(`the portal did not start:\n${this.text.slice(-4_000)}`);
  }

  signal(name: NodeJS.Signals): void {
    this.child?.kill(name);
  }

  /** As a power cut would end it; resolves when it is gone. The engine notices by itself. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<number | null> {
    const timer = setTimeout(() => this.signal('SIGKILL'), 20_000);
    await this.end('SIGTERM');
    clearTimeout(timer);
    return this.child?.exitCode ?? null;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (child === null || !this.isRunning()) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  /** One of the commands of preload.mjs. */
  async ask<T>(op: string, input: object = {}): Promise<T> {
    const text = await new Promise<string>((resolve, reject) => {
      const call = request({ socketPath: this.socket, method: 'POST', timeout: 40_000, agent: false }, (reply) => {
        let body = '';
        reply.on('data', (chunk: Buffer) => (body += chunk.toString()));
        reply.on('end', () => resolve(body));
        reply.on('error', reject);
      });
      call.on('timeout', () => call.destroy(new Error(`${op} was not answered`)));
      call.on('error', reject);
      call.end(JSON.stringify({ op, ...input }));
    });
    const answer = JSON.parse(text) as { value: T; error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value;
  }

  async enginePid(): Promise<number | null> {
    return (await this.ask<{ pid: number | null }>('enginePid')).pid;
  }

  async inside(): Promise<Inside> {
    type Raw = {
      children: number;
      resources: Record<string, number>;
      live: { viewers: number; questions: number };
    };
    const { children, resources, live } = await this.ask<Raw>('inside');
    const status = await readFile(`/proc/${this.pid}/status`, 'utf8');
    return {
      descriptors: (await readdir(`/proc/${this.pid}/fd`)).length,
      sockets: (resources.TCPSocketWrap ?? 0) + (resources.PipeWrap ?? 0),
      children,
      timers: resources.Timeout ?? 0,
      viewers: live.viewers,
      questions: live.questions,
      rssMb: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024),
    };
  }

  private get socket(): string {
    return path.join(this.dataDir, 'chaos.sock');
  }
}
