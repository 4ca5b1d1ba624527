import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { applyFolder } from '@/lib/provision/apply-folder';
import { readFolder } from '@/lib/provision/read-folder';
import { startProvisioning, type Provisioning } from '@/lib/provision/start-provisioning';
import { exportDashboard } from '@/lib/dashboards/verbs/export-dashboard';
import { getDashboard } from '@/lib/dashboards/verbs/get-dashboard';
import { listDashboards } from '@/lib/dashboards/verbs/list-dashboards';
import { listDashboardVersions } from '@/lib/dashboards/verbs/list-dashboard-versions';
import { restoreDashboard } from '@/lib/dashboards/verbs/restore-dashboard';
import type { DashboardSummary } from '@/lib/model/dashboard';
import { workspace } from '../store/contract';
import { chartPanel, dashboardWorld, doc, user, type DashboardWorld } from '../dashboards/world';

let world: DashboardWorld;
let dir: string;
let running: Provisioning | null = null;
beforeEach(async () => {
  world = await dashboardWorld();
  // Only one workspace is the main one; a file may name another.
  await world.store.workspaces.remove('other');
  await world.store.workspaces.insert(workspace('team', { kind: 'sample' }));
  dir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-provision-'));
});
afterEach(async () => {
  await running?.stop();
  running = null;
  await world.close();
  await rm(dir, { recursive: true, force: true });
});

async function put(file: string, content: unknown): Promise<void> {
  const full = path.join(dir, file);
  await mkdir(path.dirname(full), { recursive: true });
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  // As editors and git do: whole, or not at all.
  await writeFile(`${full}.new`, text);
  await rename(`${full}.new`, full);
}

const apply = async () => applyFolder(world.ctx, await readFolder(dir), await world.store.workspaces.list());
const titles = async (workspaceId = 'w') =>
  (await listDashboards(world.as(user('viewer', { workspaceId })))).map(({ title }) => title).sort();
async function find(title: string): Promise<DashboardSummary> {
  const found = (await listDashboards(world.ctx)).find((one) => one.title === title);
  if (!found) throw new Error(`there is no dashboard "${title}"`);
  return found;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 15_000; performance.now() < end;)
    if (await condition()) return;
    else await new Promise((resolve) => setTimeout(resolve, 10));
  throw new Error('it did not happen');
}

describe('the files of a folder', () => {
  it('become dashboards of the main workspace, or of the one they name, and change nothing when they are applied again', async () => {
    await put('dashboards/sales.yaml', 'title: Sales\ntags: [shop]');
    await put('dashboards/ops.json', doc('Ops'));
    await put('top.yml', 'sightglass: 1\nkind: dashboard\nworkspace: team\ndashboard:\n  title: Team');
    await put('rules.yaml', 'sightglass: 1\nkind: rule\nrule: {}');
    await put('dashboards/notes.txt', 'not a dashboard');
    await put('dashboards/.hidden.yaml', 'title: Hidden');
    await put('elsewhere/deep.yaml', 'title: Deep');
    expect(await apply()).toEqual({ dashboards: 3, rules: 0, faults: [] });
    expect(await titles()).toEqual(['Ops', 'Sales']);
    expect(await titles('team')).toEqual(['Team']);
    const before = await listDashboards(world.ctx);
    expect(await find('Sales')).toMatchObject({
      version: 1,
      provisionedFrom: 'dashboards/sales.yaml',
      updatedBy: 'provisioned',
      tags: ['shop'],
    });
    world.clock.advance(1_000);
    await apply();
    expect(await listDashboards(world.ctx)).toEqual(before);
  });

  it('change their dashboard under the same id, as a version', async () => {
    await put('a.yaml', 'title: One');
    await apply();
    const { id } = await find('One');
    await put('a.yaml', 'title: Two');
    await apply();
    expect(await getDashboard(world.ctx, { id })).toMatchObject({
      version: 2,
      doc: { title: 'Two' },
      createdBy: 'provisioned',
    });
    const [newest] = await listDashboardVersions(world.ctx, { id });
    expect(newest).toMatchObject({ note: 'from a.yaml', savedBy: 'provisioned' });
  });

  it('with a fault keep the last good state and say where it is wrong', async () => {
    await put('a.yaml', 'title: Good');
    await put('b.yaml', 'title: Other');
    await apply();
    await put('a.yaml', 'title: Good\npanels:\n  - type: chart');
    await put('b.yaml', 'title: [');
    await put('c.yaml', 'sightglass: 1\nkind: dashboard\nworkspace: nowhere\ndashboard: { title: Lost }');
    const { dashboards, faults } = await apply();
    expect(dashboards).toBe(0);
    expect(faults).toEqual([
      {
        file: 'a.yaml',
        reason: expect.stringMatching(/^panels\.0\.id: It is missing \(line 3\); .* and 2 more$/) as string,
      },
      { file: 'b.yaml', reason: expect.stringMatching(/\(line 1\)/) as string },
      { file: 'c.yaml', reason: 'There is no workspace "nowhere"' },
    ]);
    expect(await titles()).toEqual(['Good', 'Other']);
    await put('a.yaml', 'title: Mended');
    await apply();
    expect(await titles()).toEqual(['Mended', 'Other']);
  });

  it('take their dashboard with them and bring it back', async () => {
    await put('a.yaml', 'title: Here');
    await put('b.yaml', 'title: Stays');
    await apply();
    const { id } = await find('Here');
    await rm(path.join(dir, 'a.yaml'));
    await apply();
    expect(await titles()).toEqual(['Stays']);
    await put('a.yaml', 'title: Here');
    await apply();
    expect(await getDashboard(world.ctx, { id })).toMatchObject({ version: 1, deletedAt: null });
    await rm(path.join(dir, 'a.yaml'));
    await apply();
    expect(await restoreDashboard(world.ctx, { id })).toMatchObject({ provisionedFrom: null });
    await apply();
    expect(await titles()).toEqual(['Here', 'Stays']);
  });

  it('move to the workspace that they are changed to name', async () => {
    await put('a.yaml', 'title: Moves');
    await apply();
    await put('a.yaml', 'sightglass: 1\nkind: dashboard\nworkspace: team\ndashboard: { title: Moves }');
    await apply();
    expect(await titles()).toEqual([]);
    expect(await titles('team')).toEqual(['Moves']);
  });

  it('may be links, as mounted configuration is', async () => {
    await put('..data/linked.yaml', 'title: Linked');
    await symlink(path.join('..data', 'linked.yaml'), path.join(dir, 'linked.yaml'));
    await symlink('nowhere.yaml', path.join(dir, 'broken.yaml'));
    expect(await apply()).toEqual({ dashboards: 1, rules: 0, faults: [] });
  });

  it('may be what the portal exported', async () => {
    await put('a.json', doc('Round', [chartPanel('x')]));
    await apply();
    const { id } = await find('Round');
    await put('a.json', await exportDashboard(world.ctx, { id, format: 'json' }));
    await apply();
    expect(await find('Round')).toMatchObject({ version: 1 });
  });

  it('are applied once by many replicas at the same moment', async () => {
    for (const name of ['a', 'b', 'c']) await put(`${name}.yaml`, `title: ${name}`);
    await Promise.all([apply(), apply(), apply(), apply()]);
    expect(await titles()).toEqual(['a', 'b', 'c']);
    for (const name of ['a', 'b', 'c']) await put(`${name}.yaml`, `title: ${name}2`);
    await Promise.all([apply(), apply(), apply(), apply()]);
    expect((await listDashboards(world.ctx)).map(({ version }) => version)).toEqual([2, 2, 2]);
  });
});

describe('a folder that is watched', () => {
  const never = 3_600_000;

  it('is applied before anybody asks, and again when a file comes, changes or goes', async () => {
    await put('dashboards/a.yaml', 'title: First');
    running = await startProvisioning(world.ctx, { dir, pollMs: never });
    expect(await titles()).toEqual(['First']);
    expect(running.status()).toEqual({ dir, dashboards: 1, rules: 0, appliedAt: world.clock.now(), faults: [] });
    await put('dashboards/a.yaml', 'title: Second');
    await until(async () => (await titles()).includes('Second'));
    await put('b.yaml', 'oops: [');
    await until(async () => running?.status().faults[0]?.file === 'b.yaml');
    await rm(path.join(dir, 'b.yaml'));
    await until(async () => running?.status().faults.length === 0);
    await rm(path.join(dir, 'dashboards/a.yaml'));
    await until(async () => (await titles()).length === 0);
  });

  it('may come later, and loses nothing while it is away', async () => {
    const away = `${dir}.away`;
    await put('a.yaml', 'title: Kept');
    await rename(dir, away);
    running = await startProvisioning(world.ctx, { dir, pollMs: 20 });
    expect(running.status().faults).toEqual([{ file: '', reason: expect.stringContaining('ENOENT') as string }]);
    await rename(away, dir);
    await until(async () => (await titles()).includes('Kept'));
    await rename(dir, away);
    await until(async () => running?.status().faults.length === 1);
    expect(await titles()).toEqual(['Kept']);
    await rename(away, dir);
  });

  it('is applied to a workspace that comes later', async () => {
    await put('a.yaml', 'sightglass: 1\nkind: dashboard\nworkspace: late\ndashboard: { title: Late }');
    running = await startProvisioning(world.ctx, { dir, pollMs: 20 });
    expect(running.status().faults).toHaveLength(1);
    await world.store.workspaces.insert(workspace('late', { kind: 'system' }));
    await until(async () => (await titles('late')).length === 1);
  });
});
