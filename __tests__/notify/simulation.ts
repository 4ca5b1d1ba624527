import type { Alert, Incident, IncidentStatus } from '@/lib/model/incident';
import { routingSchema, type Routing, type RoutingInput } from '@/lib/model/routing';
import type { Severity } from '@/lib/model/severity';
import type { Silence } from '@/lib/model/silence';
import { decide } from '@/lib/notify/telling/decide';
import type { Decision, Look, Tell } from '@/lib/notify/telling/look';
import { openingOf } from '@/lib/notify/telling/enrol';
import { groupKeyOf } from '@/lib/notify/routing/group-key';
import { muteOf, type Mute } from '@/lib/notify/telling/mutes';
import { reachOfAll } from '@/lib/notify/routing/reach';
import { routeAlert } from '@/lib/notify/routing/route-alert';
import { routeLabels } from '@/lib/notify/routing/route-labels';
import { spanMs } from '@/lib/notify/telling/timing';
import type { ChannelRow, GroupMember, NotificationGroup } from '@/lib/store/notify-ports';

export const anAlert = (id: string, change: Partial<Alert> = {}): Alert => ({
  id,
  workspaceId: 'w1',
  ruleId: 'r1',
  seriesKey: id,
  labels: { alertname: 'HighErrorRate', instance: id },
  annotations: {},
  fingerprint: '0123456789abcdef',
  severity: 'warning',
  startsAt: 0,
  endsAt: null,
  expiresAt: null,
  generatorUrl: null,
  value: 9,
  because: '9 is above 5',
  incidentId: 'i1',
  attachedBecause: [],
  updatedAt: 0,
  ...change,
});

export const anIncident = (id: string, change: Partial<Incident> = {}): Incident => ({
  id,
  workspaceId: 'w1',
  number: 1,
  title: 'HighErrorRate',
  status: 'triage',
  severity: 'warning',
  isSeverityByHand: false,
  ownerId: null,
  openedAt: 0,
  acknowledgedAt: null,
  mitigatedAt: null,
  resolvedAt: null,
  mergedInto: null,
  snoozedUntil: null,
  isCorroborated: true,
  updatedAt: 0,
  ...change,
});

export const aChannel = (id: string, change: Partial<ChannelRow> = {}): ChannelRow => ({
  id,
  workspaceId: 'w1',
  name: `#${id}`,
  isEnabled: true,
  settings: {
    kind: 'webhook',
    url: 'https://hooks.example.test/',
    format: 'sightglass',
    maxAlerts: 0,
    sendResolved: true,
  },
  secrets: null,
  secretNames: [],
  createdAt: 0,
  updatedAt: 0,
  ...change,
});

export type Said = {
  at: number;
  policy: string;
  occasion: Tell['occasion'];
  /** Names of steps' receivers, or everybody who was told before. */
  to: string[] | 'told';
  firing: string[];
  resolved: string[];
};
type SimGroup = NotificationGroup & { members: Map<string, Omit<GroupMember, 'alert'>> };

/** What rows and loops do around the decision, in memory and without delay: groups are looked at when they are due. */
export class Simulation {
  now = 0;
  readonly alerts = new Map<string, Alert>();
  readonly incidents = new Map<string, Incident>();
  readonly groups = new Map<string, SimGroup>();
  silences: Silence[] = [];
  channels = ['c1', 'c2', 'c3'].map((id) => aChannel(id));
  readonly said: Said[] = [];
  readonly looks: { look: Look; decision: Decision }[] = [];
  routing: Routing;

  constructor(routing: RoutingInput) {
    this.routing = routingSchema.parse(routing);
  }

  /** Lets time go by: each group is looked at when it is due. */
  runTo(at: number): this {
    for (let steps = 0; ; steps += 1) {
      if (steps > 100_000) throw new Error('the groups never rest');
      const due = [...this.groups.values()].filter(({ dueAt }) => dueAt !== null && dueAt <= at);
      const next = due.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))[0];
      if (next === undefined) break;
      this.now = Math.max(this.now, next.dueAt ?? 0);
      this.look(next);
    }
    this.now = Math.max(this.now, at);
    return this;
  }

  fire(id: string, change: Partial<Alert> = {}): this {
    const alert = anAlert(id, { startsAt: this.now, ...change });
    if (!this.incidents.has(alert.incidentId)) this.incidents.set(alert.incidentId, anIncident(alert.incidentId));
    return this.put(alert);
  }

  put(alert: Alert): this {
    this.alerts.set(alert.id, alert);
    const joined = new Set<SimGroup>();
    if (alert.endsAt === null)
      for (const policy of routeAlert(this.routing, routeLabels(alert))) {
        const group = this.open(policy.name, groupKeyOf(policy, alert), {
          incidentId: policy.groupBy === 'incident' ? alert.incidentId : null,
          openedAt: openingOf(alert, policy, this.now),
          waitMs: spanMs(policy.groupWait),
        });
        if (!group.members.has(alert.id)) group.members.set(alert.id, { told: null, toldSeverity: null });
        joined.add(group);
      }
    for (const group of this.groups.values()) {
      const member = group.members.get(alert.id);
      if (member === undefined || joined.has(group)) continue;
      if (member.told === null && alert.endsAt === null) group.members.delete(alert.id);
      this.wake(group);
    }
    return this;
  }

  resolve(id: string): this {
    return this.change(id, { endsAt: this.now });
  }

  change(id: string, change: Partial<Alert>): this {
    const alert = this.alerts.get(id);
    if (alert === undefined) throw new Error(`there is no alert ${id}`);
    return this.put({ ...alert, ...change });
  }

  /** A verb on an incident. */
  incident(id: string, change: Partial<Incident> & { status?: IncidentStatus }): this {
    this.incidents.set(id, { ...(this.incidents.get(id) ?? anIncident(id)), ...change });
    for (const group of this.groups.values())
      if (group.incidentId === id || [...group.members.keys()].some((one) => this.alerts.get(one)?.incidentId === id))
        this.wake(group);
    const status = this.incidents.get(id)?.status;
    if (status !== 'resolved' && status !== 'merged')
      for (const alert of this.alerts.values()) if (alert.incidentId === id && alert.endsAt === null) this.put(alert);
    return this;
  }

  silence(name: string, value: string, until: number): this {
    this.silences.push({
      id: `s${this.silences.length}`,
      workspaceId: 'w1',
      matchers: [{ name, value, isRegex: false, isEqual: true }],
      startsAt: this.now,
      endsAt: until,
      createdBy: 'anna',
      comment: 'a deploy',
      updatedAt: this.now,
    });
    return this;
  }

  heldBack(): string[] {
    return [...this.groups.values()].flatMap((group) => group.heldBack);
  }

  private open(
    policy: string,
    key: string,
    { incidentId, openedAt, waitMs }: { incidentId: string | null; openedAt: number; waitMs: number },
  ) {
    const id = `${policy} ${key}`;
    const dueAt = openedAt + waitMs;
    const known = this.groups.get(id);
    const fresh = { openedAt, dueAt, notifiedAt: null, steps: 0, nextStepAt: null };
    if (known === undefined) {
      const group: SimGroup = {
        id,
        workspaceId: 'w1',
        policy,
        key,
        labels: {},
        incidentId,
        heldBack: [],
        threads: {},
        members: new Map(),
        ...fresh,
      };
      this.groups.set(id, group);
      return group;
    }
    if (known.dueAt === null) Object.assign(known, fresh);
    else this.wake(known);
    return known;
  }

  private wake(group: SimGroup): void {
    if (group.dueAt !== null) group.dueAt = Math.min(group.dueAt, this.now);
  }

  lookOf(group: SimGroup): Look {
    const policy = this.routing.policies.find(({ name }) => name === group.policy);
    if (policy === undefined) throw new Error('the policy is gone');
    const members = [...group.members].flatMap(([id, told]) => {
      const alert = this.alerts.get(id);
      return alert === undefined ? [] : [{ alert, ...told }];
    });
    const firing = [...this.alerts.values()].filter(({ endsAt }) => endsAt === null);
    const facts = { now: this.now, silences: this.silences, inhibitions: this.routing.inhibitions, firing };
    const mutes = new Map<string, Mute>();
    for (const { alert } of members) {
      const mute = muteOf(alert, this.incidents.get(alert.incidentId) ?? null, facts);
      if (mute !== null) mutes.set(alert.id, mute);
    }
    const reach = reachOfAll(this.routing, { channels: this.channels, now: this.now });
    return { now: this.now, group: { ...group }, policy, members, incidents: this.incidents, mutes, reach };
  }

  private look(group: SimGroup): void {
    const look = this.lookOf(group);
    const decision = decide(look);
    this.looks.push({ look, decision });
    for (const { alertIds, told, toldSeverity } of decision.told)
      for (const id of alertIds) {
        const before = group.members.get(id);
        if (before) group.members.set(id, { told, toldSeverity: toldSeverity ?? before.toldSeverity });
      }
    for (const tell of decision.tells) this.said.push(this.saidOf(look, tell));
    Object.assign(group, decision.group, { heldBack: decision.heldBack });
  }

  private saidOf({ policy }: Look, { occasion, to, firing, resolved }: Tell): Said {
    const receivers = to === 'told' ? to : policy.steps.slice(to.from, to.until).map(({ receiver }) => receiver);
    const ids = (members: readonly GroupMember[]) => members.map(({ alert }) => alert.id).sort();
    return { at: this.now, policy: policy.name, occasion, to: receivers, firing: ids(firing), resolved: ids(resolved) };
  }
}

export const steps = (...after: string[]) => after.map((time, index) => ({ after: time, receiver: `r${index + 1}` }));
export const receivers = [1, 2, 3].map((index) => ({ name: `r${index}`, channels: [`c${index}`] }));
export const labelled = (severity: Severity, labels: Record<string, string>): Partial<Alert> => ({ severity, labels });
