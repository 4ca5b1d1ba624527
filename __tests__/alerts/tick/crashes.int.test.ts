import fc from 'fast-check';
import { createTick } from '@/lib/alerts/tick/create-tick';
import { evaluateDue } from '@/lib/alerts/tick/evaluate-due';
import type { Services } from '@/lib/context';
import type { AlertStep } from '@/lib/incidents/record-alerts';
import { AppError } from '@/lib/errors/app-error';
import type { Answer } from '@/lib/model/answer';
import { querySpecSchema } from '@/lib/model/query-spec';
import type { RuleDocInput } from '@/lib/model/rule';
import type { Store } from '@/lib/store/store';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';
import { openTestStore } from '../../build/store';
import { movableClock } from '../../build/ingest';
import { workspace } from '../../store/contract';
import { Died, mortalStore, type Death } from './mortal-store';
import { limit, ruleRow } from './world';

jest.setTimeout(180_000);
let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await openTestStore());
  await store.workspaces.insert(workspace('w1'));
});
afterAll(() => close());

/** What the question says during a phase: the value of each service (null is not there), or that it fails. */
type Phase = { a: number | null; b: number | null } | 'error';
const services = ['a', 'b'] as const;
const breakdown = {
  kind: 'breakdown' as const,
  measures: [{ agg: 'count' as const, event: 'error' }],
  by: ['properties.service'],
  range: { last: '5m' },
};
const levels = [
  { severity: 'critical' as const, value: 40, recovery: 20 },
  { severity: 'warning' as const, value: 3 },
];
const docs: Partial<RuleDocInput>[] = [
  { name: 'plain', spec: breakdown, condition: limit(3) },
  { name: 'levels', spec: breakdown, condition: { type: 'threshold', operator: '>', levels }, keepFiringFor: '1m' },
  { name: 'patient', spec: breakdown, condition: limit(3), for: '2m', onError: 'alert' },
];

function answerOf(phase: Phase): Answer {
  if (phase === 'error') throw new AppError('query_rejected', 'The field is gone');
  const rows = services.flatMap((name) => (phase[name] === null ? [] : [{ group: [name], values: [phase[name]] }]));
  const data = { kind: 'breakdown' as const, dimensions: ['properties.service'], measures: ['errors'], rows };
  const meta = { asOf: 0, freshness: 'fresh', ageMs: 0, tookMs: 1, rowsRead: 1, source: 'events' } as const;
  return { data, meta, query: querySpecSchema.parse(breakdown) };
}

const clock = movableClock();
let made = 0;
const newId = () => `id-${(made += 1)}`;

type Told = { rule: string; series: string; kind: string; severity?: string; value: number | null; isNew: boolean };

type Book = { told: Told[]; open: Record<string, [rule: string, series: string]> };

/** Writes down one step, under the name of its rule. */
function write({ told, open }: Book, step: AlertStep): void {
  if (step.kind === 'fired') {
    const { id, labels, seriesKey: series, severity, value } = step.alert;
    const rule = labels.alertname ?? '';
    open[id] = [rule, series];
    told.push({ rule, series, kind: step.kind, severity, value, isNew: step.lastIncidentId === null });
    return;
  }
  const [rule, series] = open[step.alertId] ?? ['nobody', 'knows'];
  if (step.kind === 'resolved') delete open[step.alertId];
  const severity = step.kind === 'changed' ? { severity: step.severity } : {};
  told.push({ rule, series, kind: step.kind, value: step.value, isNew: false, ...severity });
}

/** A portal that writes down, in the transaction of the evaluation, what it tells, and that may die. */
function portal(of: { run: string; phase: () => Phase; death: Death | null }) {
  const mortal = mortalStore(store, of.death);
  const parts = { store: mortal.store, clock, newId, log: createLogger('silent'), metrics: createMetrics() };
  const tick = createTick({ ...parts, observe: () => undefined } as unknown as Services, {
    ask: () => {
      if (mortal.isDead()) throw new Died();
      return Promise.resolve(answerOf(of.phase()));
    },
    record: async (tx, _services, { steps }) => {
      const book = (await tx.settings.get<Book>('w1', of.run)) ?? { told: [], open: {} };
      for (const step of steps) write(book, step);
      await tx.settings.set('w1', of.run, book);
      return new Map(steps.flatMap((step) => (step.kind === 'fired' ? [[step.alert.id, 'i1'] as const] : [])));
    },
  });
  const turn = () =>
    evaluateDue(tick).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error;
    });
  return { turn, isDead: mortal.isDead };
}

/** Longer than any rule waits, ms: so long a phase lasts for each of them. */
const phaseMs = 150_000;
const spanOf = (times: ReadonlySet<number>) => (times.size < 3 ? 0 : Math.max(...times) - Math.min(...times));

/** Plays phases until every rule has been evaluated for long enough in each; whenever a portal dies another one takes over. */
async function play(phases: readonly Phase[], deaths: readonly Death[]): Promise<Record<string, Told[]>> {
  const run = newId();
  let phase: Phase = 'error';
  const waiting = [...deaths];
  const start = () => portal({ run, phase: () => phase, death: waiting.shift() ?? null });
  const ids = docs.map((_, index) => `${run}-${index}`);
  for (const [index, doc] of docs.entries()) await store.rules.insert(ruleRow(ids[index] ?? '', doc, clock.now()));
  let running = start();
  for (phase of phases) {
    const seen = new Map(ids.map((id) => [id, new Set<number>()]));
    while ([...seen.values()].some((times) => spanOf(times) < phaseMs)) {
      await waitForWork();
      const from = clock.now() - 1_000;
      await running.turn();
      if (running.isDead()) running = start();
      await note(seen, from);
    }
  }
  for (const id of ids) await store.rules.update('w1', id, { dueAt: null, deletedAt: 1 });
  return toldBySeries(run);
}

/** To when a rule is due; what a dead portal had is nobody's until its lease ends. */
async function waitForWork(): Promise<void> {
  const due = await store.rules.nextDueAt(clock.now());
  clock.advance(due === null ? 5_000 : Math.max(0, due - clock.now()));
}

/** Which rules were evaluated since then. */
async function note(seen: ReadonlyMap<string, Set<number>>, from: number): Promise<void> {
  for (const { id, evaluatedAt } of await store.rules.list('w1'))
    if (evaluatedAt !== null && evaluatedAt > from) seen.get(id)?.add(evaluatedAt);
}

async function toldBySeries(run: string): Promise<Record<string, Told[]>> {
  const { told = [] } = (await store.settings.get<Book>('w1', run)) ?? {};
  const bySeries: Record<string, Told[]> = {};
  for (const one of told) (bySeries[`${one.rule} ${one.series}`] ??= []).push(one);
  return bySeries;
}

const value = fc.constantFrom(null, 0, 5, 50);
const phases = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ a: value, b: value }) },
    { weight: 1, arbitrary: fc.constant('error' as const) },
  ),
  { minLength: 2, maxLength: 5 },
);
const deaths = fc.array(
  fc.record({ call: fc.integer({ min: 1, max: 40 }), moment: fc.constantFrom('before' as const, 'after' as const) }),
  { minLength: 1, maxLength: 6 },
);

it('loses and repeats no transition, wherever portals die', async () => {
  await fc.assert(
    fc.asyncProperty(phases, deaths, async (script, ends) => {
      expect(await play(script, ends)).toEqual(await play(script, []));
    }),
    { numRuns: 15, seed: 7 },
  );
});

it('tells what there is to tell when nobody dies', async () => {
  const told = await play(
    [
      { a: 0, b: 50 },
      { a: 5, b: 5 },
      { a: 0, b: null },
    ],
    [],
  );
  const kindsOf = (name: string) => told[name]?.map(({ kind, severity }) => `${kind} ${severity ?? ''}`.trim());
  expect(kindsOf('levels [["service","b"]]')).toEqual(['fired critical', 'changed warning', 'resolved']);
  expect(kindsOf('plain [["service","a"]]')).toEqual(['fired critical', 'resolved']);
});
