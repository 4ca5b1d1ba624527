import { unseen } from '@/lib/alerts/series-state';
import { createRule } from '@/lib/alerts/verbs/create-rule';
import { exportRule, exportRules } from '@/lib/alerts/verbs/export-rules';
import { getRule } from '@/lib/alerts/verbs/get-rule';
import { importRules } from '@/lib/alerts/verbs/import-rules';
import { listRules } from '@/lib/alerts/verbs/list-rules';
import { removeRule } from '@/lib/alerts/verbs/remove-rule';
import { restoreRule } from '@/lib/alerts/verbs/restore-rule';
import { saveRule } from '@/lib/alerts/verbs/save-rule';
import { purgeRules } from '@/lib/alerts/documents/purge-rules';
import type { RuleDocInput } from '@/lib/model/rule';
import { dashboardWorld, key, user, type DashboardWorld } from '../dashboards/world';

let world: DashboardWorld;
beforeAll(async () => {
  world = await dashboardWorld();
});
afterAll(() => world.close());

const above = (value: number): RuleDocInput['condition'] => ({
  type: 'threshold',
  operator: '>',
  levels: [{ severity: 'critical', value }],
});
const doc = (name: string, more: Partial<RuleDocInput> = {}): RuleDocInput => ({
  name,
  spec: { kind: 'total', measures: [{ agg: 'count', event: 'order' }], range: { last: '5m' } },
  condition: above(10),
  ...more,
});
const stored = async (id: string) => world.store.rules.find('w', id);
const actions = async (id: string) =>
  (await world.store.audit.list('w', 500)).filter(({ target }) => target === `rule:${id}`).map(({ action }) => action);
async function series(id: string) {
  await world.store.ruleSeries.save(id, {
    rows: [
      { ruleId: id, key: 'a', labels: { a: 'b' }, state: unseen, memory: {}, alertId: null, lastIncidentId: null },
    ],
    removed: [],
  });
}
const count = async (id: string) => (await world.store.ruleSeries.list([id])).length;

describe('a rule', () => {
  it('is due at once, also after a change, and never while it is switched off', async () => {
    const { id, version } = await createRule(world.ctx, { doc: doc('Due') });
    expect(await stored(id)).toMatchObject({
      dueAt: world.clock.now(),
      isEventDriven: false,
      createdBy: 'ada@example.com',
    });
    world.clock.advance(5_000);
    const off = await saveRule(world.ctx, { id, version, doc: doc('Due', { isEnabled: false }) });
    expect(await stored(id)).toMatchObject({ dueAt: null });
    await saveRule(world.ctx, { id, version: off.version, doc: doc('Due', { every: 'event' }) });
    expect(await stored(id)).toMatchObject({ dueAt: world.clock.now(), isEventDriven: true, version: 3 });
    expect(await actions(id)).toEqual(expect.arrayContaining(['rule.create', 'rule.save', 'rule.save']) as string[]);
  });

  it('shows where each of its series stands', async () => {
    const { id } = await createRule(world.ctx, { doc: doc('Seen') });
    await series(id);
    expect(await getRule(world.ctx, { id })).toMatchObject({
      rule: { id, doc: { name: 'Seen', noData: 'ok' }, version: 1 },
      series: [{ key: 'a', labels: { a: 'b' }, state: { status: 'inactive' } }],
    });
    const listed = (await listRules(world.as(user('viewer')))).find((one) => one.id === id);
    expect(listed).toMatchObject({ series: { inactive: 1 }, provisionedFrom: null });
  });

  it('keeps its series through other limits, and begins anew when it asks or judges something else', async () => {
    const { id } = await createRule(world.ctx, { doc: doc('Series') });
    const save = async (more: Partial<RuleDocInput>) => {
      const { version } = (await getRule(world.ctx, { id })).rule;
      await saveRule(world.ctx, { id, version, doc: doc('Series', more) });
    };
    await series(id);
    await save({ condition: above(20), for: '5m', labels: { team: 'shop' } });
    expect(await count(id)).toBe(1);
    await save({ spec: { kind: 'total', measures: [{ agg: 'users' }], range: { last: '5m' } } });
    expect(await count(id)).toBe(0);
    await series(id);
    await save({
      spec: { kind: 'total', measures: [{ agg: 'users' }], range: { last: '5m' } },
      condition: { type: 'change', levels: [{ severity: 'warning', by: 10 }] },
    });
    expect(await count(id)).toBe(0);
  });

  it('is not saved over what somebody else saved meanwhile, and says who and when', async () => {
    const { id } = await createRule(world.ctx, { doc: doc('Race') });
    const bob = world.as(user('editor', { email: 'bob@example.com' }));
    await saveRule(bob, { id, version: 1, doc: doc('Race', { for: '1m' }) });
    await expect(saveRule(world.ctx, { id, version: 1, doc: doc('Mine') })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^bob@example.com saved version 2 of this rule at \d{4}-.* UTC/) as string,
      fields: [{ path: 'version' }],
    });
    expect((await saveRule(world.ctx, { id, version: 2, doc: doc('Race', { for: '1m' }) })).version).toBe(2);
  });

  it('can be deleted, restored for a while, and is then gone for good', async () => {
    const { id } = await createRule(world.ctx, { doc: doc('Gone') });
    await removeRule(world.ctx, { id });
    expect(await stored(id)).toMatchObject({ dueAt: null, deletedAt: world.clock.now() });
    await expect(getRule(world.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(removeRule(world.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    expect((await restoreRule(world.ctx, { id })).doc.name).toBe('Gone');
    expect(await stored(id)).toMatchObject({ dueAt: world.clock.now(), deletedAt: null });
    await removeRule(world.ctx, { id });
    world.clock.advance(31 * 86_400_000);
    await purgeRules(world.ctx);
    await expect(restoreRule(world.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('belongs to its workspace, and only editors change it', async () => {
    const { id } = await createRule(world.as(key(['manage'])), { doc: doc('Ours') });
    expect(await stored(id)).toMatchObject({ createdBy: 'Deploys' });
    const foreign = world.as(user('owner', { workspaceId: 'other' }));
    await expect(getRule(foreign, { id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(removeRule(foreign, { id })).rejects.toMatchObject({ code: 'not_found' });
    const viewer = world.as(user('viewer'));
    await expect(createRule(viewer, { doc: doc('x') })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(importRules(viewer, { text: 'rules: []' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(getRule(world.as(key(['ingest'])), { id })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('from a file is changed there', async () => {
    const { id } = await createRule(world.ctx, { doc: doc('Filed') });
    await world.store.rules.update('w', id, { provisionedFrom: 'rules/shop.yaml' });
    const refused = { code: 'forbidden', message: expect.stringContaining('rules/shop.yaml') as string };
    await expect(saveRule(world.ctx, { id, version: 1, doc: doc('x') })).rejects.toMatchObject(refused);
    await expect(removeRule(world.ctx, { id })).rejects.toMatchObject(refused);
  });

  it('that cannot be read any more is shown with the reason', async () => {
    const { id } = await createRule(world.ctx, { doc: doc('Old') });
    await world.store.rules.update('w', id, { doc: { ...doc('Old'), condition: { type: 'astrology' } } });
    const { rule } = await getRule(world.ctx, { id });
    expect(rule).toMatchObject({ doc: { name: 'Old' }, fault: expect.stringContaining('condition') as string });
    expect((await saveRule(world.ctx, { id, version: 1, doc: doc('New') })).fault).toBeUndefined();
  });

  const spec = { kind: 'total' as const, measures: [{ agg: 'count' as const }], range: { last: '5m' } };
  it.each<[string, Partial<RuleDocInput>]>([
    ['name', { name: ' ' }],
    ['measure', { measure: 1 }],
    ['measure', { spec: { ...spec, measures: [{ agg: 'count', hidden: true }, { agg: 'users' }] }, measure: 1 }],
    ['spec.range', { spec: { ...spec, range: { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' } } }],
    ['spec.formulas.0.formula', { spec: { ...spec, formulas: [{ formula: 'A / C' }] } }],
    ['spec.measures.0.transform', { spec: { ...spec, measures: [{ agg: 'count', transform: 'cumulative' }] } }],
    ['condition.type', { condition: { type: 'anomaly' } }],
    [
      'condition.levels.0.recovery',
      { condition: { type: 'threshold', operator: '>', levels: [{ severity: 'info', value: 1, recovery: 2 }] } },
    ],
    [
      'spec.measures.0.agg',
      {
        spec: { ...spec, measures: [{ agg: 'users' }, { agg: 'count' }] },
        condition: { type: 'burn_rate', objective: 0.99 },
      },
    ],
  ])('with a fault in %s is refused with its path', async (path, more) => {
    await expect(createRule(world.ctx, { doc: doc('Faulty', more) })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: expect.arrayContaining([expect.objectContaining({ path })]) as unknown,
    });
  });
});

describe('a file of rules', () => {
  it('makes new ones, updates those of the same name, and says what it did with each', async () => {
    const { id: filed } = await createRule(world.ctx, { doc: doc('From a file') });
    await world.store.rules.update('w', filed, { provisionedFrom: 'a.yaml' });
    for (let n = 0; n < 2; n += 1) await createRule(world.ctx, { doc: doc('Twins') });
    const { id } = await createRule(world.ctx, { doc: doc('Known') });
    await createRule(world.ctx, { doc: doc('Same') });
    const rules = [doc('Fresh'), doc('Known', { for: '2m' }), doc('Same'), doc('From a file'), doc('Twins')];
    const done = await importRules(world.ctx, { text: JSON.stringify({ rules }) });
    expect(done.map((one) => [one.name, one.done])).toEqual([
      ['Fresh', 'created'],
      ['Known', 'updated'],
      ['Same', 'unchanged'],
      ['From a file', 'skipped'],
      ['Twins', 'skipped'],
    ]);
    expect(done[3]?.reason).toContain('a.yaml');
    expect((await getRule(world.ctx, { id })).rule).toMatchObject({ version: 2, doc: { for: '2m' } });
    expect(await actions(id)).toContain('rule.import');
  });

  it('with a fault changes nothing, and names place and line', async () => {
    const text = `rules:
  - name: Sound
    spec: { kind: total, measures: [{ agg: count }], range: { last: 5m } }
    condition: { type: threshold, operator: '>', levels: [{ severity: critical, value: 1 }] }
  - name: Broken
    spec: { kind: total, measures: [{ agg: count }], range: { last: 5m } }
    condition: { type: threshold, operator: '>', levels: [{ severity: critical, value: high }] }
`;
    await expect(importRules(world.ctx, { text })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ path: 'rules.1.condition.levels.0.value', reason: expect.stringContaining('(line 7)') as string }],
    });
    expect((await listRules(world.ctx)).some((one) => one.doc.name === 'Sound')).toBe(false);
  });

  it('is what an export gives, which changes nothing when it is imported again', async () => {
    const twin = (await listRules(world.ctx)).find((one) => one.doc.name === 'Twins');
    expect(await exportRules(world.ctx, { format: 'yaml' })).toContain('name: Twins (2)');
    await removeRule(world.ctx, { id: twin?.id ?? '' });
    for (const format of ['yaml', 'json'] as const) {
      const text = await exportRules(world.ctx, { format });
      const done = await importRules(world.ctx, { text, format });
      expect(new Set(done.map((one) => one.done))).toEqual(new Set(['unchanged', 'skipped']));
      expect(await exportRules(world.ctx, { format })).toBe(text);
    }
  });

  it('may be of one rule and is read well', async () => {
    const { id } = await createRule(world.ctx, { doc: doc('Orders are missing') });
    expect(await exportRule(world.ctx, { id, format: 'yaml' })).toBe(`sightglass: 1
kind: rules
rules:
  - name: Orders are missing
    isEnabled: true
    spec:
      kind: total
      measures:
        - { agg: count, event: order }
      range: { last: 5m }
      timezone: UTC
    measure: 0
    condition:
      type: threshold
      operator: ">"
      levels:
        - { severity: critical, value: 10 }
    unit: number
    every: 1m
    for: 0s
    keepFiringFor: 0s
    noData: ok
    onError: keep
    absentSeverity: warning
`);
  });
});
