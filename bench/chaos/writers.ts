import { writeKey } from '../../e2e/portal';
import type { Ledger } from './ledger';
import { sleep } from './options';
import type { Truth } from './truth';

export type Writers = { pause(): Promise<void>; resume(): void; stop(): Promise<void>; waits: number[] };

type Setup = { url: string; ledger: Ledger; truth: Truth; random: () => number; singles: number; batches: number };
export const singleName = 'chaos.single';
export const batchName = 'chaos.batch';
const batchSize = 50;
const patienceMs = 15_000;

/**
 * Clients that send events with ids, one at a time or in batches, and send what was not answered 202 again with the same
 * ids until it is: what a good client library does.
 */
export function startWriters(setup: Setup): Writers {
  const gate = new Gate();
  const waits: number[] = [];
  const one = (n: number, name: string, size: number, pauseMs: number) =>
    run({ ...setup, gate, waits, prefix: `${name}-${n}`, name, size, pauseMs });
  const all = [
    prove({ ...setup, gate }),
    ...Array.from({ length: setup.singles }, (_, n) => one(n, singleName, 1, 60)),
    ...Array.from({ length: setup.batches }, (_, n) => one(n, batchName, batchSize, 250)),
  ];
  return {
    waits,
    pause: () => gate.close(),
    resume: () => gate.open(),
    async stop() {
      gate.end();
      await Promise.all(all);
    },
  };
}

type Writer = Setup & { gate: Gate; waits: number[]; prefix: string; name: string; size: number; pauseMs: number };

async function run(writer: Writer): Promise<void> {
  const { gate, ledger, name, prefix, size, random } = writer;
  for (let n = 0; await gate.pass(); n += 1) {
    const ids = Array.from({ length: size }, (_, i) => `${prefix}-${n}-${i}`);
    ledger.send(name, ids);
    gate.busy += 1;
    const began = performance.now();
    await deliver(writer, ids);
    writer.waits.push(performance.now() - began);
    gate.busy -= 1;
    await sleep(writer.pauseMs * (0.5 + random()));
  }
}

/**
 * Once a second an event that is answered when it can be queried. The spool keeps the order, so by then everything can be
 * that was accepted before it was sent, and no answer may be without it from then on.
 */
async function prove({ url, ledger, truth, gate }: Setup & { gate: Gate }): Promise<void> {
  while (await gate.pass()) {
    const accepted = [singleName, batchName].map((name) => [name, ledger.acceptedCount(name)] as const);
    const reply = await fetch(`${url}/api/events?wait=visible`, {
      method: 'POST',
      headers: { authorization: `Bearer ${writeKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'chaos.proof' }),
      signal: AbortSignal.timeout(patienceMs),
    }).catch(() => null);
    const text = (await reply?.text().catch(() => '')) ?? '';
    const isVisible = reply?.status === 202 && (JSON.parse(text) as { visible?: boolean }).visible === true;
    if (isVisible) for (const [name, count] of accepted) truth.promise(name, count);
    await sleep(1_000);
  }
}

async function deliver({ url, ledger, name, gate, random }: Writer, ids: readonly string[]): Promise<void> {
  // Of a batch the times are those of the client, some minutes ago; a single event gets the portal's.
  const at = ids.length === 1 ? undefined : Date.now() - Math.floor(random() * 600_000);
  const events = ids.map((id) => ({ name, id, ...(at === undefined ? {} : { timestamp: at }) }));
  for (;;) {
    const end = await post(url, events.length === 1 ? events[0] : events);
    if (end === 'accepted') return ledger.accept(name, ids);
    if (end.refused !== undefined) {
      ledger.refusals.push(end.refused);
      return;
    }
    if (gate.isOver) return;
    await sleep(Math.min(end.retryMs, 2_000) * (0.5 + random()));
  }
}

type End = 'accepted' | { retryMs: number; refused?: string };

async function post(url: string, body: unknown): Promise<End> {
  try {
    const reply = await fetch(`${url}/api/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${writeKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await reply.text();
    if (reply.status === 202) {
      const { rejected } = JSON.parse(text) as { rejected: unknown[] };
      return rejected.length === 0 ? 'accepted' : { retryMs: 0, refused: text.slice(0, 300) };
    }
    const mayComeAgain = reply.status >= 502 || reply.status === 429;
    const retryMs = Number(reply.headers.get('retry-after') ?? 0.2) * 1_000;
    return mayComeAgain ? { retryMs } : { retryMs: 0, refused: `${reply.status} ${text.slice(0, 300)}` };
  } catch {
    return { retryMs: 100 };
  }
}

/** Lets writers go on or wait; closed only when what was begun is through. */
class Gate {
  busy = 0;
  isOver = false;
  private isOpen = true;
  private waiting: (() => void)[] = [];

  async pass(): Promise<boolean> {
    while (!this.isOpen && !this.isOver) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return !this.isOver;
  }

  async close(): Promise<void> {
    this.isOpen = false;
    while (this.busy > 0) await sleep(20);
  }

  open(): void {
    this.isOpen = true;
    for (const go of this.waiting.splice(0)) go();
  }

  end(): void {
    this.isOver = true;
    this.open();
  }
}
