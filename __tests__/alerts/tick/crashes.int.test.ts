import fc from 'fast-check';
import { createTick } from '@/lib/alerts/tick/create-tick';
import { evaluateDue } from '@/lib/alerts/tick/evaluate-due';
import type { Services } from '@/lib/context';
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
      const book = (await tx.settings.get<{ told: Told[]; open: Record<string, [string, string]> }>('w1', of.run)) ?? {
        told: [],
        open: {},
      };
      for (const step of steps) {
        const { value } = step.kind === 'fired' ? step.alert : step;
        const [rule, series] =
          step.kind === 'fired'
            ? [step.alert.labels.alertname ?? '', step.alert.seriesKey]
            : (book.open[step.alertId] ?? ['nobody', 'knows']);
        if (step.kind === 'fired') book.open[step.alert.id] = [rule, series];
        if (step.kind === 'resolved') delete book.open[step.alertId];
        const severity = step.kind === 'fired' ? step.alert.severity : step.kind === 'changed' ? step.severity : null;
        const isNew = step.kind === 'fired' && step.lastIncidentId === null;
        book.told.push({ rule, series, kind: step.kind, value, isNew, ...(severity === null ? {} : { severity }) });
      }
      await tx.settings.set('w1', of.run, book);
      return new Map(steps.flatMap((step) => (step.kind === 'fired' ? [[step.alert.id, 'i1'] as const] : [])));
    },
  });
  return { tick, isDead: mortal.isDead };
}

/** Longer than any rule waits, ms: so long a phase lasts for each of them. */
const phaseMs = 150_000;
const spanOf = (times: ReadonlySet<number>) => (times.size < 3 ? 0 : Math.max(...times) - Math.min(...times));

/** Plays phases until every rule has been evaluated for long enough in each; whenever a portal dies another one takes over. */
async function play(phases: readonly Phase[], deaths: readonly Death[]): Promise<Record<string, Told[]>> {
  const run = newId();
  let phase: Phase = phases[0] ?? 'error';
  const waiting = [...deaths];
  const start = () => portal({ run, phase: () => phase, death: waiting.shift() ?? null });
  const ids = docs.map((_, index) => `${run}-${index}`);
  for (const [index, doc] of docs.entries()) await store.rules.insert(ruleRow(ids[index] ?? '', doc, clock.now()));
  let running = start();
  for (const next of phases) {
    phase = next;
    const seen = new Map(ids.map((id) => [id, new Set<number>()]));
    while ([...seen.values()].some((times) => spanOf(times) < phaseMs)) {
      const due = await store.rules.nextDueAt(clock.now());
      clock.advance(due === null ? 5_000 : Math.max(0, due - clock.now()));
      const before = clock.now();
      await evaluateDue(running.tick).catch((error: unknown) => {
        if (!(error instanceof Died)) throw error;
      });
      if (running.isDead()) running = start();
      for (const { id, evaluatedAt } of await store.rules.list('w1'))
        if (evaluatedAt !== null && evaluatedAt > before - 1_000) seen.get(id)?.add(evaluatedAt);
    }
  }
  for (const id of ids) await store.rules.update('w1', id, { dueAt: null, deletedAt: 1 });
  const { told } = (await store.settings.get<{ told: Told[] }>('w1', run)) ?? { told: [] };
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
