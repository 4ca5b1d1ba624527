import { startAlerts } from '@/lib/alerts/tick/start-alerts';
import type { AlertStep } from '@/lib/incidents/record-alerts';
import { systemClock } from '@/lib/time/clock';
import { workspace } from '../../store/contract';
import { startTickWorld, type TickWorld } from './world';

jest.setTimeout(60_000);
let world: TickWorld;
let loop: ReturnType<typeof startAlerts>;
const recorded: { step: AlertStep; at: number }[] = [];
let listener: (() => void) | null = null;

beforeAll(async () => {
  world = await startTickWorld(Date.now());
  loop = startAlerts(
    { ...world.services, clock: systemClock, observe: () => listener?.() },
    {
      record: (_tx, _services, { steps }) => {
        recorded.push(...steps.map((step) => ({ step, at: Date.now() })));
        return Promise.resolve(new Map());
      },
    },
  );
});
afterAll(async () => {
  await loop.stop();
  await world.close();
});

/** Looks anew after every evaluation. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (;;) {
    const next = new Promise<void>((resolve) => (listener = resolve));
    if (await isSo()) return;
    await next;
  }
}
const evaluatedAt = async (id: string) => (await world.store.rules.find('w1', id))?.evaluatedAt ?? null;
const of = (rule: string, kind: AlertStep['kind']) =>
  recorded.filter(({ step }) => step.kind === kind && step.kind === 'fired' && step.alert.ruleId === rule);
const now = (more: object) => ({ ...more, timestamp: Date.now() });
const event = (name: string) => ({
  every: 'event' as const,
  spec: { kind: 'total' as const, measures: [{ agg: 'count' as const, event: name }], range: { last: '5m' } },
  condition: {
    type: 'threshold' as const,
    operator: '>=' as const,
    levels: [{ severity: 'critical' as const, value: 1 }],
  },
});

it('decides by an event within a second of its being there, when events wake the rule', async () => {
  const waits: number[] = [];
  for (let n = 0; n < 10; n += 1) {
    const id = await world.add({ name: `woken ${n}`, ...event(`crash-${n}`) });
    loop.poke();
    // It is looked at once because it is new; nothing is there yet.
    await until(async () => (await evaluatedAt(id)) !== null);
    const sentAt = Date.now();
    await world.insert([now({ name: `crash-${n}` })]);
    await until(() => of(id, 'fired').length > 0);
    waits.push((of(id, 'fired')[0]?.at ?? 0) - sentAt);
  }
  expect(Math.max(...waits)).toBeLessThan(1_000);
});

it('is not woken by events that its question is not about', async () => {
  const id = await world.add(event('rare'));
  loop.poke();
  await until(async () => (await evaluatedAt(id)) !== null);
  // It is looked at once more when the loop knows that events wake it.
  let before: number | null = null;
  do {
    before = await evaluatedAt(id);
    await new Promise((resolve) => setTimeout(resolve, 500));
  } while ((await evaluatedAt(id)) !== before);
  await world.insert([now({ name: 'frequent' })]);
  const other = await world.add(event('frequent'));
  loop.poke();
  await until(() => of(other, 'fired').length > 0);
  expect(await evaluatedAt(id)).toBe(before);
});

it('is not woken by what the portal says of itself, as evaluations are told there', async () => {
  await world.store.workspaces.insert(workspace('own', { kind: 'system' }));
  const id = await world.add(event('portal.evaluation'), { workspaceId: 'own' });
  loop.poke();
  const evaluated = async () => (await world.store.rules.find('own', id))?.evaluatedAt ?? null;
  await until(async () => (await evaluated()) !== null);
  const before = await evaluated();
  await world.insert([now({ name: 'portal.evaluation', workspace: 'own' })]);
  const other = await world.add(event('elsewhere'));
  loop.poke();
  await world.insert([now({ name: 'elsewhere' })]);
  await until(() => of(other, 'fired').length > 0);
  expect(await evaluated()).toBe(before);
});

it('goes on after the store was away', async () => {
  const { claimDue } = world.store.rules;
  let failures = 0;
  world.store.rules.claimDue = (lease) => {
    failures += 1;
    return failures > 1 ? claimDue(lease) : Promise.reject(new Error('connection lost'));
  };
  const id = await world.add({ ...event('frequent'), every: '10s' });
  loop.poke();
  await until(() => of(id, 'fired').length > 0);
  expect(failures).toBeGreaterThan(1);
});
