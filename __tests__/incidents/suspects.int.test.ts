import type { Context } from '@/lib/context';
import { getSuspects } from '@/lib/incidents/verbs/get-suspects';
import type { StoredEvent } from '@/lib/model/event';
import type { Evidence } from '@/lib/model/incident';
import { querySpecSchema, type QuerySpecInput } from '@/lib/model/query-spec';
import { hourMs, minuteMs } from '@/lib/time/duration';
import { startQueryWorld, type QueryWorld } from '../build/query-world';
import { incidentWorld, person, type IncidentWorld } from './world';

let world: IncidentWorld;
let engine: QueryWorld;
let ctx: Context;
const start = 1_763_900_000_000;

beforeAll(async () => {
  world = await incidentWorld();
  engine = await startQueryWorld(start);
  ctx = { ...engine.ctx, store: world.store, clock: world.clock, actor: person('viewer') };
  await engine.insert([...errors(start - 3 * hourMs, 'web', 20), ...errors(start - 3 * hourMs, 'cart', 20)]);
  await engine.insert([...errors(start - 5 * minuteMs, 'cart', 3_000), ...errors(start - 5 * minuteMs, 'web', 1)]);
}, 120_000);
beforeEach(() => world.reset());
afterAll(async () => {
  await world.close();
  await engine.stop();
});

/** So many errors of a service each minute: of three hours, or of the last five minutes, in which they come in one. */
function errors(from: number, service: string, count: number): Partial<StoredEvent>[] {
  const minutes = from > start - hourMs ? 1 : 175;
  return Array.from({ length: minutes * count }, (_, n) => ({
    workspace: 'w',
    name: 'error',
    timestamp: from + Math.floor(n / count) * minuteMs + (n % count) * 10,
    properties: { service, build: `${n % 3}` },
    user_id: `u${n % 50}`,
  }));
}

const evidence = (spec: QuerySpecInput): Omit<Evidence, 'incidentId'> => ({
  ...{ alertId: 'a1', workspaceId: 'w', ruleId: null, title: 'Many errors', at: start, lines: [] },
  spec: querySpecSchema.parse(spec),
  answer: { data: { kind: 'total', values: [] } } as never,
  unit: 'number',
});

it('names the values that moved most, with what was to be expected', async () => {
  const spec: QuerySpecInput = {
    kind: 'total',
    measures: [{ agg: 'count', event: 'error' }],
    range: { last: '5m' },
  };
  const { id } = await world.fire('a1', 'cart', { evidence: evidence(spec) });
  const { suspects, basis, unavailable } = await getSuspects(ctx, { id });
  expect(unavailable).toBeNull();
  expect(basis).toMatchObject({ title: 'Many errors', focus: { from: expect.any(Number) as number } });
  expect(suspects[0]).toMatchObject({ field: 'properties.service', value: 'cart' });
  expect(suspects[0]?.observed).toBeCloseTo(3_000, 3);
  // Twenty a minute, for the five to seven minutes that are looked at.
  expect(suspects[0]?.expected).toBeGreaterThan(80);
  expect(suspects[0]?.expected).toBeLessThan(160);
  expect(suspects[0]?.share).toBeGreaterThan(0.8);
  expect(suspects.map(({ value }) => value)).not.toContain('web');
});

it.each<[string, QuerySpecInput, RegExp]>([
  ['of a statement', { kind: 'sql', sql: 'select 1 as n' }, /no measure whose change can be taken apart/],
  [
    'of what did not move',
    { kind: 'total', measures: [{ agg: 'count', event: 'nothing' }], range: { last: '5m' } },
    /./,
  ],
])('says why there are none %s', async (_what, spec, reason) => {
  const { id } = await world.fire('a1', 'cart', { evidence: evidence(spec) });
  const { suspects, unavailable } = await getSuspects(ctx, { id });
  expect(suspects).toEqual([]);
  expect(unavailable).toMatch(reason);
});

it('names the places where most alerts of other systems fired', async () => {
  await world.record(['x1', 'x2', 'x3'].map((id, n) => world.fired(id, n < 2 ? 'db' : 'web', { ruleId: null })));
  const { id } = await world.incidentOf('x1');
  expect(await getSuspects(ctx, { id })).toEqual({
    suspects: [
      { field: 'service', value: 'db', observed: 2, expected: 0, share: 2 / 3 },
      { field: 'service', value: 'web', observed: 1, expected: 0, share: 1 / 3 },
    ],
    basis: null,
    unavailable: null,
  });
});
