import fc from 'fast-check';
import { handleIncident, type Handling } from '@/lib/incidents/verbs/handle-incident';
import { isGraver } from '@/lib/incidents/settle';
import { isOpenStatus } from '@/lib/incidents/lifecycle';
import type { AppError } from '@/lib/errors/app-error';
import type { Severity } from '@/lib/model/severity';
import { incidentWorld, type IncidentWorld } from './world';

let world: IncidentWorld;
beforeAll(async () => {
  world = await incidentWorld();
});
afterAll(() => world.close());

type Move =
  | { do: 'fire'; place: string; severity: Severity; needsCorroboration: boolean }
  | { do: 'resolve'; pick: number }
  | { do: 'change'; pick: number; severity: Severity }
  | { do: 'act'; action: Handling; pick: number; other: number }
  | { do: 'wait'; ms: number };

const pick = fc.nat(1_000);
const severity = fc.constantFrom<Severity>('critical', 'warning', 'info');
const place = fc.constantFrom('web', 'cart', 'blog', 'db', 'queue', 'bank');
const action = fc.constantFrom<Handling>(
  ...(['acknowledge', 'unacknowledge', 'mitigate', 'resolve', 'reopen', 'snooze', 'unsnooze', 'comment'] as const),
  ...(['merge', 'split', 'merge', 'split'] as const),
);
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('fire'), place, severity, needsCorroboration: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('resolve'), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('change'), pick, severity }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('act'), action, pick, other: pick }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait'),
      ms: fc.constantFrom(0, 1_000, 30_000, 130_000, 1_800_000, 3_700_000),
    }),
  },
);

const all = () => world.store.incidents.list('w', { limit: 1_000 });
const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];

/** Which alerts fired and which of them go on; the world under test may not lose any. */
class Life {
  private readonly open = new Map<string, string>();
  fired = 0;

  async make(one: Move): Promise<void> {
    switch (one.do) {
      case 'wait':
        return world.clock.advance(one.ms);
      case 'fire':
        return this.fire(one);
      case 'resolve': {
        const id = at([...this.open.keys()], one.pick);
        if (id === undefined) return;
        this.open.delete(id);
        return world.resolve(id);
      }
      case 'change': {
        const alertId = at([...this.open.keys()], one.pick);
        if (alertId === undefined) return;
        await world.record([{ kind: 'changed', alertId, severity: one.severity, value: 1, because: 'changed' }]);
        return;
      }
      case 'act':
        return this.act(one);
    }
  }

  firing = () => [...this.open.keys()].sort();

  /** A series has one open alert at a time. */
  private async fire({ place: where, ...how }: Extract<Move, { do: 'fire' }>): Promise<void> {
    if ([...this.open.values()].includes(where)) return;
    this.fired += 1;
    const id = `a${this.fired}`;
    await world.fire(id, where, how);
    this.open.set(id, where);
  }

  private async act({ action: name, pick: index, other }: Extract<Move, { do: 'act' }>): Promise<void> {
    const incidents = await all();
    const one = at(incidents, index);
    if (one === undefined) return;
    const alerts = await world.store.alerts.list('w', { incidentId: one.id, limit: 1_000 });
    const inputs: Partial<Record<Handling, unknown>> = {
      snooze: { minutes: 5 },
      comment: { text: 'x' },
      merge: { into: at(incidents, other)?.id ?? '' },
      split: { alertIds: alerts.slice(0, 1 + (other % 3)).map(({ id }) => id) },
    };
    await handleIncident(world.ctx, { id: one.id, action: name, input: inputs[name] ?? {} }).catch(
      (error: AppError) => {
        // What does not fit is refused, and nothing else may go wrong.
        if (error.code !== 'conflict' && error.code !== 'invalid_input') throw error;
      },
    );
  }
}

async function check(life: Life): Promise<void> {
  const incidents = await all();
  const alerts = await world.store.alerts.list('w', { limit: 1_000 });
  expect(alerts).toHaveLength(life.fired);
  expect(alerts.flatMap(({ id, endsAt }) => (endsAt === null ? [id] : [])).sort()).toEqual(life.firing());
  expect(incidents.map(({ number }) => number).sort((a, b) => a - b)).toEqual(incidents.map((_, index) => index + 1));
  const memory = await world.store.transaction((tx) => tx.correlations.lock('w'));
  expect(memory?.incidents ?? 0).toBe(incidents.length);
  for (const incident of incidents) {
    const own = alerts.filter(({ incidentId }) => incidentId === incident.id);
    const firing = own.filter(({ endsAt }) => endsAt === null);
    expect([incident.alerts, incident.firing]).toEqual([own.length, firing.length]);
    expect((incident.status === 'resolved') === (incident.resolvedAt !== null) || incident.status === 'merged').toBe(
      true,
    );
    expect(incident.status === 'merged').toBe(incident.mergedInto !== null);
    if (incident.status === 'merged') expect(own).toEqual([]);
    for (const alert of firing) expect(isGraver(alert.severity, incident.severity)).toBe(false);
    if (isOpenStatus(incident.status) && firing.length === 0) await expectReopenedByHand(incident.id);
  }
  const open = incidents.filter(({ status }) => isOpenStatus(status)).length;
  const counted = Object.values(await world.store.incidents.countOpen('w')).reduce((sum, count) => sum + count, 0);
  expect(counted).toBe(open);
}

async function expectReopenedByHand(id: string): Promise<void> {
  const steps = (await world.timeline(id)).filter(({ kind }) => kind === 'resolved' || kind === 'reopened');
  expect(steps.at(-1)).toMatchObject({ kind: 'reopened', by: 'Ada' });
}

it('whatever happens to alerts and whatever people do, every alert is in one incident and none is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 35 }), async (moves) => {
      await world.reset();
      const life = new Life();
      for (const one of moves) {
        await life.make(one);
        await check(life);
      }
    }),
    { numRuns: 12, seed: 4, endOnFailure: true },
  );
}, 300_000);
