import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'esbuild';
import { hostEntry } from '../build/engine';
import { seededRandom, temporaryFolder } from '../build/ingest';

const entry = path.join(process.cwd(), 'dist', 'test-portal-process.mjs');
const seed = 20_251_123;
const kills = 24;

type Message = { port?: number; state?: string; enginePid?: number };

/** A portal that is started again after it was killed; clients only know its address of the moment. */
class Portal {
  private child: ChildProcess | null = null;
  private port: number | null = null;
  private enginePid: number | null = null;

  constructor(private readonly dataDir: string) {}

  async start(): Promise<void> {
    const child = spawn(process.execPath, [entry, this.dataDir, hostEntry], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the portal ended with ${code}`)));
      createInterface(child.stdout).on('line', (line) => {
        const message = JSON.parse(line) as Message;
        this.enginePid = message.enginePid ?? null;
        if (message.port === undefined) return;
        this.port = message.port;
        resolve();
      });
    });
  }

  async kill(): Promise<void> {
    if (this.child === null) return;
    this.port = null;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }

  /** False when there is no engine at the moment. */
  killEngine(): boolean {
    if (this.enginePid === null) return false;
    try {
      process.kill(this.enginePid, 'SIGKILL');
      return true;
    } catch {
      return false;
    }
  }

  async ask<T>(url: string, body?: string): Promise<T> {
    if (this.port === null) throw new Error('the portal is down');
    const reply = await fetch(
      `http://127.0.0.1:${this.port}${url}`,
      body === undefined ? {} : { method: 'POST', body },
    );
    if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`);
    return (await reply.json()) as T;
  }

  async askUntilAnswered<T>(url: string, isGood: (answer: T) => boolean): Promise<T> {
    for (;;) {
      const answer = await this.ask<T>(url).catch(() => null);
      if (answer !== null && isGood(answer)) return answer;
      await delay(50);
    }
  }
}

/** Sends numbered events until it is told to stop. Those with an id are sent again until they are accepted. */
async function runClient(
  portal: Portal,
  plan: { nextNumber: () => number; random: () => number; isStopped: () => boolean; log: Sent },
): Promise<void> {
  while (!plan.isStopped()) {
    const withIds = plan.random() < 0.5;
    const numbers = Array.from({ length: 1 + Math.floor(plan.random() * 20) }, plan.nextNumber);
    const body = numbers
      .map((n) => JSON.stringify({ name: 'numbered', userId: String(n), ...(withIds ? { id: `id-${n}` } : {}) }))
      .join('\n');
    let isAccepted = false;
    do {
      isAccepted = await portal.ask('/', body).then(
        () => true,
        () => false,
      );
      if (!isAccepted) await delay(20);
    } while (withIds && !isAccepted);
    if (withIds) numbers.forEach((n) => plan.log.named.add(String(n)));
    numbers.forEach((n) => (isAccepted ? plan.log.acknowledged : plan.log.unsure).add(String(n)));
  }
}
type Sent = { acknowledged: Set<string>; unsure: Set<string>; named: Set<string> };

describe('events that were acknowledged', () => {
  beforeAll(async () => {
    await build({
      entryPoints: [path.join(__dirname, 'portal-process.ts')],
      outfile: entry,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    });
  });

  it(`are in the engine exactly once after ${kills} kills of portal and engine at random moments (seed ${seed})`, async () => {
    const folder = await temporaryFolder();
    const random = seededRandom(seed);
    const portal = new Portal(folder.dir);
    const log: Sent = { acknowledged: new Set(), unsure: new Set(), named: new Set() };
    let number = 0;
    let isStopped = false;
    try {
      await portal.start();
      const plan = { nextNumber: () => (number += 1), random, isStopped: () => isStopped, log };
      const clients = Array.from({ length: 6 }, () => runClient(portal, plan));
      for (let done = 0; done < kills;) {
        await delay(20 + random() * 250);
        if (random() < 0.5) {
          await portal.kill();
          await portal.start();
          done += 1;
        } else if (portal.killEngine()) done += 1;
      }
      isStopped = true;
      await Promise.all(clients);
      await portal.askUntilAnswered<{ bytes: number }>('/pending', ({ bytes }) => bytes === 0);
      const counts = await portal.askUntilAnswered<{ number: string; rows: number }[]>('/counts', () => true);
      const rows = new Map(counts.map((row) => [row.number, Number(row.rows)]));
      expect(log.acknowledged.size).toBeGreaterThan(500);
      expect(
        [...log.acknowledged]
          .filter((n) => rows.get(n) !== 1)
          .map((n) => `${n}: ${rows.get(n) ?? 0} rows${log.named.has(n) ? ', with an id' : ''}`),
      ).toEqual([]);
      expect([...log.unsure].filter((n) => (rows.get(n) ?? 0) > 1)).toEqual([]);
      expect([...rows.keys()].filter((n) => !log.acknowledged.has(n) && !log.unsure.has(n))).toEqual([]);
      const [minutes] = await portal.ask<{ rows: string | number }[]>('/minutes');
      expect(Number(minutes?.rows)).toBe([...rows.values()].reduce((sum, n) => sum + n, 0));
    } finally {
      isStopped = true;
      await portal.kill();
      await folder.remove();
    }
  }, 180_000);
});
