import fc from 'fast-check';
import { eventAttempt, type Attempt } from './arbitrary-events';
import { fileAttempt } from './arbitrary-files';
import { questionAttempt } from './arbitrary-questions';
import { faultIn, send } from './judge';

export type Place = { url: string; key: string };
export type FuzzReport = {
  cases: number;
  /** `POST /api/events 202`: how often. */
  statuses: Map<string, number>;
  slowestMs: number;
  /** Events that were acknowledged as new, by the receipts and by the imports. */
  acknowledged: number;
  /** Events that the engine answers with afterwards. */
  counted: number;
};

const shares: [name: string, arbitrary: fc.Arbitrary<Attempt>, share: number][] = [
  ['events', eventAttempt, 0.45],
  ['query', questionAttempt, 0.45],
  ['imports', fileAttempt, 0.1],
];

/**
 * Throws cases at the three doors of a portal that has no other visitors, the three side by side. Throws with the seed and
 * the smallest case found when an answer is not as it should be, or when the events in the end are not those acknowledged.
 */
export async function runFuzz(
  place: Place,
  options: { cases: number; seed: number; onCase?: (done: number) => void },
): Promise<FuzzReport> {
  const { cases, seed, onCase } = options;
  const run = new Run(place, onCase);
  const before = await run.count();
  await Promise.all(
    shares.map(([, arbitrary, share]) =>
      fc.assert(
        fc.asyncProperty(arbitrary, (attempt) => run.try(attempt)),
        { numRuns: Math.ceil(cases * share), seed, endOnFailure: process.env.FUZZ_SHRINK !== 'on' },
      ),
    ),
  );
  await run.finishImports();
  const counted = await run.countUntil(before + run.acknowledged);
  return { ...run.report(), counted: counted - before };
}

class Run {
  acknowledged = 0;
  private cases = 0;
  private slowestMs = 0;
  private readonly statuses = new Map<string, number>();
  private readonly imports: string[] = [];

  constructor(
    private readonly place: Place,
    private readonly onCase: (done: number) => void = () => undefined,
  ) {}

  report() {
    const { cases, statuses, slowestMs, acknowledged } = this;
    return { cases, statuses, slowestMs, acknowledged };
  }

  async try(attempt: Attempt): Promise<void> {
    const outcome = await send(this.place, attempt);
    this.cases += 1;
    this.onCase(this.cases);
    this.slowestMs = Math.max(this.slowestMs, outcome.tookMs);
    const name = `POST ${attempt.path.split('?', 1)[0] ?? ''} ${outcome.status}`;
    this.statuses.set(name, (this.statuses.get(name) ?? 0) + 1);
    const fault = faultIn(outcome);
    if (fault !== null) throw new Error(`${name} ${fault}\n${shown(attempt)}`);
    if (outcome.status === 202) this.addReceipt(outcome.text);
    if (outcome.status === 201) await this.start((JSON.parse(outcome.text) as { id: string }).id);
  }

  /** An import is looked at as people do, and started as it was understood. */
  private async start(id: string): Promise<void> {
    for (const step of ['preview', 'start']) {
      const attempt = { path: `/api/imports/${id}/${step}`, headers: {}, body: Buffer.from('{}') };
      const reply = await fetch(`${this.place.url}${attempt.path}`, {
        method: step === 'preview' ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${this.place.key}` },
      });
      const text = await reply.text();
      if (reply.status >= 500)
        throw new Error(`${step} of import ${id} was answered ${reply.status}: ${text.slice(0, 300)}`);
    }
    this.imports.push(id);
  }

  private addReceipt(text: string): void {
    const { accepted, duplicates } = JSON.parse(text) as { accepted: number; duplicates: number };
    this.acknowledged += accepted - duplicates;
  }

  async finishImports(): Promise<void> {
    const ours = new Set(this.imports);
    const deadline = Date.now() + 300_000;
    for (const id of ours) {
      let job = await this.job(id);
      while (job.state === 'running') {
        if (Date.now() > deadline) throw new Error(`import ${id} does not end: ${JSON.stringify(job)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        job = await this.job(id);
      }
      // A damaged file may fail, with words; never with ours.
      if (job.state === 'failed' && /went wrong on our side|stopped/.test(job.error ?? ''))
        throw new Error(`import ${id} failed without a reason: ${job.error}`);
      this.acknowledged += job.rowsLoaded;
    }
  }

  private async job(id: string): Promise<{ state: string; error: string | null; rowsLoaded: number }> {
    const reply = await fetch(`${this.place.url}/api/imports/${id}`, {
      headers: { authorization: `Bearer ${this.place.key}` },
    });
    return (await reply.json()) as { state: string; error: string | null; rowsLoaded: number };
  }

  async count(): Promise<number> {
    const body = JSON.stringify({
      kind: 'total',
      measures: [{ agg: 'count' }],
      // Another text each time, so that no answer is from a moment ago.
      range: { from: '1970-01-01T00:00:00Z', to: new Date(Date.now() + 172_800_000).toISOString() },
    });
    const { text } = await send(this.place, { path: '/api/query', headers: {}, body: Buffer.from(body) });
    const { data } = JSON.parse(text) as { data: { values: { value: number | null }[] } };
    return data.values[0]?.value ?? 0;
  }

  async countUntil(wanted: number): Promise<number> {
    const deadline = Date.now() + 30_000;
    let counted = await this.count();
    while (counted < wanted && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      counted = await this.count();
    }
    return counted;
  }
}

function shown({ path, headers, body }: Attempt): string {
  const text = Buffer.from(body).toString('utf8');
  const bytes = text.includes('\ufffd') ? `\nbase64: ${Buffer.from(body).toString('base64').slice(0, 4_000)}` : '';
  return `POST ${path} ${JSON.stringify(headers)}\n${JSON.stringify(text.slice(0, 4_000))}${bytes}`;
}
