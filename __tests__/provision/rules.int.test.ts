import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { unseen } from '@/lib/alerts/series-state';
import { exportRules } from '@/lib/alerts/verbs/export-rules';
import { listRules } from '@/lib/alerts/verbs/list-rules';
import { removeRule } from '@/lib/alerts/verbs/remove-rule';
import { restoreRule } from '@/lib/alerts/verbs/restore-rule';
import { saveRule } from '@/lib/alerts/verbs/save-rule';
import { applyFolder } from '@/lib/provision/apply-folder';
import { readFolder } from '@/lib/provision/read-folder';
import type { RuleSummary } from '@/lib/model/rule';
import { workspace } from '../store/contract';
import { dashboardWorld, user, type DashboardWorld } from '../dashboards/world';

let world: DashboardWorld;
let dir: string;
beforeEach(async () => {
  world = await dashboardWorld();
  await world.store.workspaces.remove('other');
  await world.store.workspaces.insert(workspace('team', { kind: 'sample' }));
  dir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-provision-'));
});
afterEach(async () => {
  await world.close();
  await rm(dir, { recursive: true, force: true });
});

async function put(file: string, text: string): Promise<void> {
  const full = path.join(dir, file);
  await mkdir(path.dirname(full), { recursive: true });
  await writeFile(full, text);
}
const ruleText = (name: string, more = '') => `
  - name: ${name}
    spec: { kind: total, measures: [{ agg: count }], range: { last: 5m } }
    condition: { type: threshold, operator: '>', levels: [{ severity: critical, value: 10 }] }
${more}`;
const apply = async () => applyFolder(world.ctx, await readFolder(dir), await world.store.workspaces.list());
const rulesOf = (workspaceId = 'w') => listRules(world.as(user('editor', { workspaceId })));
const names = async (workspaceId = 'w') => (await rulesOf(workspaceId)).map(({ doc }) => doc.name).sort();
async function find(name: string): Promise<RuleSummary> {
  const found = (await rulesOf()).find(({ doc }) => doc.name === name);
  if (!found) throw new Error(`there is no rule "${name}"`);
  return found;
}

describe('files with a list of rules', () => {
  it('become rules that are due at once, beside the dashboards of other files', async () => {
    await put('rules/shop.yaml', `rules:${ruleText('Orders')}${ruleText('Payments', '    for: 5m')}`);
    await put('team.yml', `workspace: team\nrules:${ruleText('Team')}`);
    await put('dashboards/a.yaml', 'title: A dashboard');
    expect(await apply()).toEqual({ dashboards: 1, rules: 3, faults: [] });
    expect(await names()).toEqual(['Orders', 'Payments']);
    expect(await names('team')).toEqual(['Team']);
    const orders = await find('Orders');
    expect(orders).toMatchObject({ provisionedFrom: 'rules/shop.yaml', updatedBy: 'provisioned', version: 1 });
    expect(await world.store.rules.find('w', orders.id)).toMatchObject({ dueAt: world.clock.now() });
    const before = await rulesOf();
    world.clock.advance(1_000);
    await apply();
    expect(await rulesOf()).toEqual(before);
  });

  it('are where their rules are changed', async () => {
    await put('rules/shop.yaml', `rules:${ruleText('Orders')}`);
    await apply();
    const { id } = await find('Orders');
    const refused = { code: 'forbidden', message: expect.stringContaining('rules/shop.yaml') as string };
    const doc = { ...(await find('Orders')).doc, name: 'Mine' };
    await expect(saveRule(world.ctx, { id, version: 1, doc })).rejects.toMatchObject(refused);
    await expect(removeRule(world.ctx, { id })).rejects.toMatchObject(refused);
    await put('rules/shop.yaml', `rules:${ruleText('Orders', '    for: 10m')}`);
    await apply();
    expect(await find('Orders')).toMatchObject({ id, version: 2, doc: { for: '10m' } });
  });

  it('keep series through other limits, and take rules with them that are gone', async () => {
    await put('a.yaml', `rules:${ruleText('Stays')}${ruleText('Goes')}`);
    await apply();
    const goes = await find('Goes');
    const row = {
      ruleId: goes.id,
      key: 'k',
      labels: {},
      state: unseen,
      memory: {},
      alertId: null,
      lastIncidentId: null,
    };
    await world.store.ruleSeries.save(goes.id, { rows: [row], removed: [] });
    await put('a.yaml', `rules:${ruleText('Stays')}`);
    expect(await apply()).toMatchObject({ rules: 1 });
    expect(await names()).toEqual(['Stays']);
    expect(await world.store.ruleSeries.list([goes.id])).toEqual([]);
    expect(await world.store.rules.find('w', goes.id)).toMatchObject({ dueAt: null });
    expect(await restoreRule(world.ctx, { id: goes.id })).toMatchObject({ provisionedFrom: null });
    await rm(path.join(dir, 'a.yaml'));
    await apply();
    expect(await names()).toEqual(['Goes']);
  });

  it('bring a rule back under the same id, due again', async () => {
    await put('a.yaml', `rules:${ruleText('Back')}`);
    await apply();
    const { id } = await find('Back');
    await rm(path.join(dir, 'a.yaml'));
    await apply();
    await put('a.yaml', `rules:${ruleText('Back')}`);
    await apply();
    expect(await find('Back')).toMatchObject({ id, version: 1 });
    expect(await world.store.rules.find('w', id)).toMatchObject({ dueAt: world.clock.now(), deletedAt: null });
  });

  it('keep all their rules while one has a fault, whichever it is', async () => {
    await put('a.yaml', `rules:${ruleText('First')}${ruleText('Second')}`);
    await apply();
    await put('a.yaml', `rules:${ruleText('First', '    for: soon')}`);
    const { rules, faults } = await apply();
    expect(rules).toBe(0);
    expect(faults).toEqual([
      { file: 'a.yaml', reason: expect.stringMatching(/^rules\.0\.for: .*\(line 5\)/) as string },
    ]);
    expect(await names()).toEqual(['First', 'Second']);
    for (const broken of ['rules: [', `rule:${ruleText('First')}`, `workspace: nowhere\nrules:${ruleText('First')}`]) {
      await put('a.yaml', broken);
      expect((await apply()).faults).toHaveLength(1);
      expect(await names()).toEqual(['First', 'Second']);
    }
  });

  it('may be what the portal exported', async () => {
    await put('a.yaml', `rules:${ruleText('Round')}`);
    await apply();
    await put('a.yaml', await exportRules(world.ctx, { format: 'yaml' }));
    await apply();
    expect(await find('Round')).toMatchObject({ version: 1 });
  });

  it('are applied once by many replicas at the same moment', async () => {
    await put('a.yaml', `rules:${ruleText('One')}${ruleText('Two')}`);
    await Promise.all([apply(), apply(), apply()]);
    expect((await rulesOf()).map(({ version }) => version)).toEqual([1, 1]);
    await put('a.yaml', `rules:${ruleText('One', '    for: 1m')}`);
    await Promise.all([apply(), apply(), apply()]);
    expect(await rulesOf()).toMatchObject([{ version: 2 }]);
  });
});
