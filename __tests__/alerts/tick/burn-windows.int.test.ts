import { workbookWindows } from '@/lib/model/rule-condition';
import { burnCases } from '../promtool-oracle';
import { minute, noon } from '../world';
import { startTickWorld, type TickWorld } from './world';

jest.setTimeout(120_000);
let world: TickWorld;
beforeAll(async () => {
  world = await startTickWorld(noon);
});
afterAll(() => world.close());

const perMinute = 6_000;
const clean = 360;
const cases = burnCases.map((one, index) => ({ ...one, index, sums: [`bad-${index}`, `all-${index}`] as const }));

/** One event per minute that says how many requests and errors there were; the oracle's minutes end at its evaluations. */
async function insertMinutes({ errorRate, minutes, sums: [bad, all] }: (typeof cases)[number], until: number) {
  const wrong = Math.round(perMinute * errorRate);
  const events = Array.from({ length: until }, (_, n) => {
    const timestamp = noon + n * minute + 30_000;
    const isBad = n >= clean && n < clean + minutes;
    return [{ name: all, timestamp, value: perMinute }, ...(isBad ? [{ name: bad, timestamp, value: wrong }] : [])];
  });
  await world.insert(events.flat());
}

/** Whether a rule with one pair of windows fires so many minutes after the onset. */
async function isFiring(rule: string, after: number): Promise<boolean> {
  world.clock.set(noon + (clean + after) * minute);
  await world.store.ruleSeries.clear(rule);
  await world.store.rules.update('w1', rule, { dueAt: world.clock.now() });
  await world.evaluate();
  return (await world.statusOf(rule))[''] === 'firing';
}

it.each(cases)('fires in the minutes of promtool: $errorRate for $minutes min', async (one) => {
  const last = Math.max(0, ...one.firing.map((range) => range?.[1] ?? 0));
  await insertMinutes(one, clean + Math.max(last, one.minutes) + 10);
  for (const [index, pair] of workbookWindows.entries()) {
    const rule = await world.add(
      {
        spec: {
          kind: 'total',
          measures: one.sums.map((event) => ({ agg: 'sum' as const, of: 'value', event })),
          range: { last: '1h' },
        },
        condition: { type: 'burn_rate', objective: 0.999, windows: [pair], leastBad: 0 },
      },
      { dueAt: null },
    );
    const expected = one.firing[index] ?? null;
    const minutes = expected === null ? [1, one.minutes] : [expected[0] - 1, expected[0], expected[1], expected[1] + 1];
    const found: boolean[] = [];
    for (const after of minutes) found.push(await isFiring(rule, after));
    expect({ pair: pair.long, found }).toEqual({
      pair: pair.long,
      found: expected === null ? [false, false] : [false, true, true, false],
    });
  }
});

it('counts a service that had no events in one of the windows as one without errors', async () => {
  world.clock.set(noon + 100 * 24 * 60 * minute);
  const at = (minutesAgo: number) => world.clock.now() - minutesAgo * minute - 30_000;
  const events = (service: string, minutesAgo: number) => [
    { name: 'all', timestamp: at(minutesAgo), value: 100, properties: { service } },
    { name: 'bad', timestamp: at(minutesAgo), value: 100, properties: { service } },
  ];
  await world.insert([...events('then', 30), ...events('now', 30), ...events('now', 1)]);
  const rule = await world.add({
    spec: {
      kind: 'breakdown',
      measures: ['bad', 'all'].map((event) => ({ agg: 'sum' as const, of: 'value', event })),
      by: ['properties.service'],
      range: { last: '1h' },
    },
    condition: {
      type: 'burn_rate',
      objective: 0.999,
      windows: [{ severity: 'critical', long: '1h', short: '5m', burn: 14.4 }],
    },
  });
  await world.evaluate();
  expect(await world.statusOf(rule)).toEqual({ now: 'firing', then: 'inactive' });
});
