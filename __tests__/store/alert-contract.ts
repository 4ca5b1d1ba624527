import type { SeriesState } from '@/lib/model/alert-state';
import type { Alert, Incident } from '@/lib/model/incident';
import type { Delivery, Notification } from '@/lib/model/notification';
import type { RuleRow } from '@/lib/store/alert-ports';
import type { ChannelRow, NotificationGroup } from '@/lib/store/notify-ports';
import type { Store } from '@/lib/store/store';
import { unseen } from '@/lib/alerts/series-state';
import { user, workspace } from './contract';

export const ruleRow = (id: string, workspaceId: string, change: Partial<RuleRow> = {}): RuleRow => ({
  id,
  workspaceId,
  doc: { name: id },
  version: 1,
  provisionedFrom: null,
  createdBy: 'ada@example.com',
  createdAt: 1,
  updatedBy: 'ada@example.com',
  updatedAt: 1,
  deletedAt: null,
  isEventDriven: false,
  dueAt: 100,
  evaluatedAt: null,
  lastError: null,
  ...change,
});
export const incident = (id: string, workspaceId: string, change: Partial<Incident> = {}): Incident => ({
  id,
  workspaceId,
  number: 1,
  title: `Trouble ${id}`,
  status: 'triage',
  severity: 'warning',
  isSeverityByHand: false,
  ownerId: null,
  openedAt: 100,
  acknowledgedAt: null,
  mitigatedAt: null,
  resolvedAt: null,
  mergedInto: null,
  snoozedUntil: null,
  isCorroborated: true,
  updatedAt: 100,
  ...change,
});
export const alert = (id: string, incidentId: string, change: Partial<Alert> = {}): Alert => ({
  id,
  workspaceId: 'alerts',
  ruleId: 'r1',
  seriesKey: '[]',
  labels: { alertname: 'A' },
  annotations: {},
  fingerprint: 'f',
  severity: 'warning',
  startsAt: 100,
  endsAt: null,
  expiresAt: null,
  generatorUrl: null,
  value: 1.5,
  because: '1.5 is above 1',
  incidentId,
  attachedBecause: ['Nothing open was related to it'],
  updatedAt: 100,
  ...change,
});
export const group = (id: string, change: Partial<NotificationGroup> = {}): NotificationGroup => ({
  id,
  workspaceId: 'alerts',
  policy: 'everything',
  key: id,
  labels: {},
  incidentId: null,
  openedAt: 100,
  dueAt: 130,
  notifiedAt: null,
  steps: 0,
  nextStepAt: null,
  heldBack: [],
  threads: {},
  ...change,
});
export const delivery = (id: string, change: Partial<Delivery> = {}): Delivery => ({
  id,
  workspaceId: 'alerts',
  channelId: 'c1',
  groupId: 'g1',
  incidentId: null,
  idempotencyKey: id,
  message: { policy: 'everything' } as Notification,
  status: 'queued',
  attempts: 0,
  nextAttemptAt: 100,
  lastError: null,
  createdAt: 100,
  sentAt: null,
  ...change,
});
const lease = (now: number, token: string, limit = 10) => ({ token, now, leaseMs: 60, limit });
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();

/** What every store must do with rules, alerts, incidents and notifications. */
export function describeAlerts(get: () => Store): void {
  describe('alerting', () => {
    beforeAll(async () => {
      const { workspaces, users } = get();
      await workspaces.insert(workspace('alerts'));
      await users.insert(user('olga', { name: 'Olga' }));
      await workspaces.addMember('alerts', 'olga', 'admin');
    });
    describeRules(get);
    describeIncidents(get);
    describeNotifications(get);
  });
}

function describeRules(get: () => Store): void {
  it('gives each due rule to one portal only, until its lease ends', async () => {
    const { rules } = get();
    for (const [id, dueAt] of [
      ['a', 90],
      ['b', 100],
      ['c', 200],
      ['off', null],
    ] as const)
      await rules.insert(ruleRow(id, 'alerts', { dueAt }));
    const [one, two] = await Promise.all([rules.claimDue(lease(100, 'x', 1)), rules.claimDue(lease(100, 'y'))]);
    expect(ids([...one, ...two])).toEqual(['a', 'b']);
    expect(await rules.claimDue(lease(100, 'z'))).toEqual([]);
    expect(await rules.nextDueAt(100)).toBe(200);
    // Whoever had them died: after the lease they are due again, and the dead one's late word counts for nothing.
    expect(ids(await rules.claimDue(lease(160, 'z')))).toEqual(['a', 'b']);
    const done = { dueAt: 220, evaluatedAt: 160, lastError: null };
    expect(await rules.finish('a', { token: 'x', ...done })).toBe(false);
    expect(await rules.finish('a', { token: 'z', ...done })).toBe(true);
    expect(await rules.find('alerts', 'a')).toMatchObject({ dueAt: 220, evaluatedAt: 160 });
  });
  it('says when a claimed rule was due, and looks again at one that was woken meanwhile', async () => {
    const { rules } = get();
    await rules.insert(ruleRow('w', 'alerts', { dueAt: 1_000, isEventDriven: true }));
    const claimed = await rules.claimDue(lease(1_005, 't'));
    expect(claimed.find(({ id }) => id === 'w')).toMatchObject({ dueAt: 1_000 });
    await rules.wake(['w', 'off'], 1_010);
    await rules.finish('w', { token: 't', dueAt: 2_000, evaluatedAt: 1_005, lastError: null });
    expect(await rules.find('alerts', 'w')).toMatchObject({ dueAt: 1_010 });
    expect(await rules.find('alerts', 'off')).toMatchObject({ dueAt: null });
    expect(ids(await rules.listEventDriven())).toEqual(['w']);
  });
  it('ends the lease of a rule that is changed, so that what was asked before decides nothing', async () => {
    const { rules } = get();
    await rules.claimDue(lease(5_000, 'before'));
    await rules.update('alerts', 'w', { dueAt: 5_000, version: 2 });
    const done = { token: 'before', dueAt: 9_000, evaluatedAt: 5_000, lastError: null };
    expect(await rules.finish('w', done)).toBe(false);
  });
  it('keeps the rows of series, counts them by status, and forgets them with their rule', async () => {
    const { rules, ruleSeries } = get();
    const state = (status: SeriesState['status']): SeriesState => ({ ...unseen, status });
    const row = (key: string, status: SeriesState['status']) => ({
      ruleId: 'a',
      key,
      labels: { service: key },
      state: state(status),
      memory: { heard: { lastSeenAt: 5 } },
      alertId: null,
      lastIncidentId: null,
    });
    await ruleSeries.save('a', {
      rows: [row('k1', 'firing'), row('k2', 'inactive'), row('k3', 'firing')],
      removed: [],
    });
    await ruleSeries.save('a', { rows: [{ ...row('k2', 'pending'), alertId: 'al' }], removed: ['k3'] });
    expect(await ruleSeries.list(['a'])).toEqual([row('k1', 'firing'), { ...row('k2', 'pending'), alertId: 'al' }]);
    const listed = (await rules.list('alerts')).find(({ id }) => id === 'a');
    expect(listed?.series).toEqual({ firing: 1, pending: 1 });
    await rules.update('alerts', 'a', { deletedAt: 10, dueAt: null });
    expect((await rules.list('alerts')).some(({ id }) => id === 'a')).toBe(false);
    await rules.purge(11);
    expect(await ruleSeries.list(['a'])).toEqual([]);
  });
}

function describeIncidents(get: () => Store): void {
  it('lists incidents with their owner and the alerts in them', async () => {
    const { incidents, alerts } = get();
    await incidents.insert(incident('i1', 'alerts', { ownerId: 'olga' }));
    await incidents.insert(
      incident('i2', 'alerts', { number: 12, openedAt: 200, severity: 'critical', updatedAt: 300 }),
    );
    await alerts.insert([
      alert('al1', 'i1'),
      alert('al2', 'i1', { endsAt: 150 }),
      alert('al3', 'i2', { startsAt: 200 }),
    ]);
    const all = await incidents.list('alerts', { limit: 10 });
    expect(all.map(({ id, ownerName, firing, alerts: total }) => [id, ownerName, firing, total])).toEqual([
      ['i2', null, 1, 1],
      ['i1', 'Olga', 1, 2],
    ]);
    expect(ids(await incidents.list('alerts', { limit: 10, text: '#12' }))).toEqual(['i2']);
    expect(ids(await incidents.list('alerts', { limit: 10, text: 'TROUBLE i1' }))).toEqual(['i1']);
    expect(ids(await incidents.list('alerts', { limit: 10, text: '%' }))).toEqual([]);
    expect(ids(await incidents.list('alerts', { limit: 10, before: { openedAt: 200, id: 'i2' } }))).toEqual(['i1']);
    expect(await incidents.countOpen('alerts')).toEqual({ warning: 1, critical: 1 });
    expect(ids(await incidents.listChangedSince(300, 10))).toEqual(['i2']);
    await expect(incidents.insert(incident('i3', 'alerts', { number: 12 }))).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await incidents.find('elsewhere', 'i1')).toBeNull();
  });
  it('counts them, and the time they took, by severity and by day of a timezone, and knows whose snooze is over', async () => {
    const { incidents, workspaces } = get();
    await workspaces.insert(workspace('figures'));
    const midnight = Date.UTC(2026, 0, 15, 23);
    const life = (id: string, number: number, more: Partial<Incident>) =>
      incidents.insert(incident(id, 'figures', { number, openedAt: midnight, severity: 'info', ...more }));
    await life('f1', 1, { acknowledgedAt: midnight + 10, resolvedAt: midnight + 100, status: 'resolved' });
    await life('f2', 2, { acknowledgedAt: midnight + 30, openedAt: midnight - 1, severity: 'critical' });
    await life('f3', 3, { snoozedUntil: 50 });
    await life('f4', 4, { isCorroborated: false });
    await life('f5', 5, { status: 'merged', mergedInto: 'f1' });
    const of = { from: midnight - 1, to: midnight + 1, timezone: 'Europe/Berlin' };
    const rows = await incidents.figures('figures', of);
    const figures = (is: Partial<(typeof rows)[number]>) =>
      rows.find(({ severity, day }) => severity === (is.severity ?? null) && day === (is.day ?? null))?.figures;
    expect(figures({})).toEqual({
      ...{ opened: 3, acknowledged: 2, resolved: 1 },
      timeToAcknowledge: { median: 21, p90: 29 },
      timeToResolve: { median: 100, p90: 100 },
    });
    expect(figures({ severity: 'info' })).toMatchObject({ opened: 2, acknowledged: 1, resolved: 1 });
    expect(figures({ severity: 'critical' })).toMatchObject({ timeToResolve: { median: null, p90: null } });
    expect([figures({ day: '2026-01-15' })?.opened, figures({ day: '2026-01-16' })?.opened]).toEqual([1, 2]);
    expect(await incidents.listAwake(49, 10)).toEqual([]);
    expect(await incidents.listAwake(50, 10)).toEqual([{ id: 'f3', workspaceId: 'figures' }]);
  });
  it('finds alerts by incident, rule, time and whether they fire, and those of other systems by fingerprint', async () => {
    const { alerts } = get();
    await alerts.insert([
      alert('x1', 'i2', { ruleId: null, fingerprint: 'fp', startsAt: 10, endsAt: 20 }),
      alert('x2', 'i2', { ruleId: null, fingerprint: 'fp', startsAt: 30, expiresAt: 90 }),
    ]);
    expect(ids(await alerts.list('alerts', { incidentId: 'i1', isOpen: true, limit: 10 }))).toEqual(['al1']);
    expect(ids(await alerts.list('alerts', { ruleId: 'r1', from: 160, to: 250, limit: 10 }))).toEqual(['al1', 'al3']);
    expect(ids(await alerts.listExternal('alerts', ['fp', 'other']))).toEqual(['x2']);
    expect(ids(await alerts.listExpired(90, 10))).toEqual(['x2']);
    await alerts.update('alerts', 'x2', { endsAt: 90 });
    expect(await alerts.listExpired(90, 10)).toEqual([]);
  });
  it('keeps the steps of one moment in their order', async () => {
    const { timeline } = get();
    const step = (id: string) => ({
      ...{ id, incidentId: 'i1', workspaceId: 'alerts', at: 5, kind: 'comment' as const, by: 'Olga', alertId: null },
      ...{ text: id, value: null, severity: null },
    });
    await timeline.insert([step('t2'), step('t1')]);
    await timeline.insert([step('t0')]);
    expect((await timeline.list('alerts', 'i1', 10)).map(({ id }) => id)).toEqual(['t2', 't1', 't0']);
    expect((await timeline.list('alerts', 'i1', 2)).map(({ id }) => id)).toEqual(['t1', 't0']);
  });
  it('lets one transaction at a time correlate', async () => {
    const store = get();
    const seen: unknown[] = [];
    const add = () =>
      store.transaction(async (tx) => {
        const known = await tx.correlations.lock('alerts');
        seen.push(known);
        await tx.correlations.save('alerts', { state: { groups: [] }, incidents: (known?.incidents ?? 0) + 1 });
      });
    await Promise.all([add(), add()]);
    expect(seen).toEqual([null, { state: { groups: [] }, incidents: 1 }]);
  });
}

function describeNotifications(get: () => Store): void {
  it('opens one group per policy and key, and anew when the last one is over', async () => {
    const { notificationGroups: groups } = get();
    expect(await groups.open(group('g1', { key: 'k' }))).toMatchObject({ id: 'g1', dueAt: 130 });
    expect(await groups.open(group('g2', { key: 'k', dueAt: 500 }))).toMatchObject({ id: 'g1', dueAt: 130 });
    const [claimed] = await groups.claimDue(lease(130, 't'));
    expect(claimed).toMatchObject({ id: 'g1', dueAt: 130 });
    const told = { dueAt: null, notifiedAt: 130, steps: 1, nextStepAt: null, heldBack: [] };
    expect(await groups.finish('g1', 'other', told)).toBe(false);
    expect(await groups.finish('g1', 't', told)).toBe(true);
    await groups.setThread('g1', 'c1', 'ts-1');
    await groups.setThread('g1', 'c2', 'ts-2');
    expect(await groups.find('g1')).toMatchObject({ dueAt: null, steps: 1, threads: { c1: 'ts-1', c2: 'ts-2' } });
    const reopened = { id: 'g1', dueAt: 500, openedAt: 400, steps: 0, notifiedAt: null };
    expect(await groups.open(group('g3', { key: 'k', dueAt: 500, openedAt: 400 }))).toMatchObject(reopened);
  });
  it('knows what was told of each alert', async () => {
    const { notificationGroups: groups } = get();
    await groups.addMembers('g1', ['al1', 'al2']);
    await groups.addMembers('g1', ['al1']);
    await groups.setTold('g1', ['al1'], { told: 'firing', toldSeverity: 'warning' });
    const told = async () => (await groups.members('g1')).map((member) => [member.alert.id, member.told]);
    expect(await told()).toEqual([
      ['al1', 'firing'],
      ['al2', null],
    ]);
    expect(await groups.groupsOf(['al2'])).toEqual([{ alertId: 'al2', groupId: 'g1' }]);
    await groups.removeMembers('g1', ['al1']);
    expect(await told()).toEqual([['al2', null]]);
  });
  it('hands out each queued message once, keeps the log, and queues dead ones again', async () => {
    const { deliveries } = get();
    await deliveries.insert([delivery('d1'), delivery('d2', { nextAttemptAt: 900 })]);
    await deliveries.insert([delivery('d3', { idempotencyKey: 'd1' })]);
    const [one, two] = await Promise.all([deliveries.claimDue(lease(100, 'x')), deliveries.claimDue(lease(100, 'y'))]);
    expect(ids([...one, ...two])).toEqual(['d1']);
    const token = one.length > 0 ? 'x' : 'y';
    const dead = { status: 'dead', attempts: 3, nextAttemptAt: 100, lastError: 'no answer', sentAt: null } as const;
    expect(await deliveries.finish('d1', 'stranger', dead)).toBe(false);
    expect(await deliveries.finish('d1', token, dead)).toBe(true);
    expect(await deliveries.count('alerts')).toEqual({ queued: 1, sent: 0, dead: 1, discarded: 0 });
    expect(await deliveries.requeue('elsewhere', 'd1', 200)).toBe(false);
    expect(await deliveries.requeue('alerts', 'd1', 200)).toBe(true);
    expect(await deliveries.nextDueAt(100)).toBe(200);
    expect(await deliveries.discard('alerts', 'd2')).toBe(true);
    expect(ids(await deliveries.list('alerts', { status: 'discarded', limit: 5 }))).toEqual(['d2']);
  });
  it('keeps channels with sealed secrets under a name of their own, and silences until they are purged', async () => {
    const { channels, silences } = get();
    const channel: ChannelRow = {
      ...{ id: 'c1', workspaceId: 'alerts', name: 'Ops', isEnabled: true, createdAt: 1, updatedAt: 1 },
      settings: { kind: 'teams', sendResolved: true },
      secrets: 'sealed',
      secretNames: ['webhookUrl'],
    };
    await channels.insert(channel);
    expect(await channels.list('alerts')).toEqual([channel]);
    await expect(channels.insert({ ...channel, id: 'c2' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await channels.remove('elsewhere', 'c1')).toBe(false);
    const silence = {
      ...{
        id: 's1',
        workspaceId: 'alerts',
        startsAt: 1,
        endsAt: 50,
        createdBy: 'ana',
        comment: 'deploy',
        updatedAt: 1,
      },
      matchers: [{ name: 'service', value: 'a', isRegex: false, isEqual: true }],
    };
    await silences.insert(silence);
    expect(await silences.list('alerts', 50)).toEqual([]);
    expect(await silences.list('alerts', 49)).toEqual([silence]);
    expect(await silences.purge(51)).toBe(1);
  });
}
