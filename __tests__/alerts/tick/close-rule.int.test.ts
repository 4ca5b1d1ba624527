import { closeRule } from '@/lib/alerts/tick/close-rule';
import { createTick } from '@/lib/alerts/tick/create-tick';
import { evaluateDue } from '@/lib/alerts/tick/evaluate-due';
import { noon } from '../world';
import { startTickWorld, type TickWorld } from './world';

jest.setTimeout(60_000);
let world: TickWorld;
beforeAll(async () => {
  world = await startTickWorld(noon);
});
afterAll(() => world.close());

it('resolves the alerts of a rule that is switched off, and their incident, and forgets its series', async () => {
  const tick = createTick(world.services);
  const id = await world.add({});
  await world.insert(Array.from({ length: 5 }, () => ({ name: 'error', timestamp: noon - 1_000 })));
  await evaluateDue(tick);
  const [alert] = await world.store.alerts.list('w1', { ruleId: id, limit: 9 });
  expect(alert).toMatchObject({ endsAt: null, labels: { alertname: id } });

  world.clock.advance(5_000);
  const at = world.clock.now();
  const rule = { id, workspaceId: 'w1' };
  const close = () =>
    world.store.transaction((tx) => closeRule(tx, world.services, { rule, at, reason: 'Switched off' }));
  await close();
  await close();
  expect(await world.store.alerts.find('w1', alert?.id ?? '')).toMatchObject({ endsAt: at });
  expect(await world.store.ruleSeries.list([id])).toEqual([]);
  const [incident] = await world.store.incidents.list('w1', { limit: 9 });
  expect(incident).toMatchObject({ status: 'resolved', firing: 0, alerts: 1 });
  const kinds = (await world.store.timeline.list('w1', incident?.id ?? '', 99)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'alert_resolved')).toHaveLength(1);
  expect(await world.store.evidence.find('w1', alert?.id ?? '')).toMatchObject({ spec: { kind: 'trend' } });
});
