import type { Context, Services } from '@/lib/context';
import { recordAlerts, type AlertStep } from '@/lib/incidents/record-alerts';
import { createLiveHub } from '@/lib/live/create-hub';
import type { Actor, Role, Scope } from '@/lib/model/actor';
import type { Alert, Incident, TimelineEntry } from '@/lib/model/incident';
import type { Severity } from '@/lib/model/severity';
import type { Store } from '@/lib/store/store';
import { createMetrics } from '@/lib/telemetry/metrics';
import { contextOf, moving, servicesOn } from '../auth/world';
import { openTestStore } from '../build/store';
import { apiKey, user as userRow, workspace } from '../store/contract';

export const person = (role: Role, id = 'ada', workspaceId = 'w'): Actor => ({
  kind: 'user',
  userId: id,
  email: `${id}@example.com`,
  workspaceId,
  role,
});
export const key = (scopes: Scope[]): Actor => ({ kind: 'key', keyId: 'k1', workspaceId: 'w', scopes });

type Firing = {
  severity?: Severity;
  labels?: Record<string, string>;
  needsCorroboration?: boolean;
  workspaceId?: string;
  ruleId?: string | null;
  everyMs?: number;
} & Pick<Extract<AlertStep, { kind: 'fired' }>, 'evidence'>;

export type IncidentWorld = {
  store: Store;
  services: Services;
  clock: ReturnType<typeof moving>;
  /** As Ada, an editor of the workspace `w`. */
  ctx: Context;
  as(actor: Actor): Context;
  record(steps: readonly AlertStep[], workspaceId?: string): Promise<Map<string, string>>;
  /** The step of an alert that fires now; its series is its place. */
  fired(id: string, place: string, how?: Firing): AlertStep;
  /** Lets one alert fire and resolves to its incident. */
  fire(id: string, place: string, how?: Firing): Promise<Incident>;
  resolve(...ids: string[]): Promise<void>;
  alert(id: string): Promise<Alert>;
  incidentOf(alertId: string): Promise<Incident>;
  timeline(incidentId: string): Promise<TimelineEntry[]>;
  /** The kinds of its steps, oldest first. */
  kinds(incidentId: string): Promise<string[]>;
  /** Everything as it was at the beginning, on the same store. */
  reset(): Promise<void>;
  close(): Promise<void>;
};

const people = [
  ['ada', 'Ada'],
  ['bob', 'Bob'],
] as const;

/** The real store with the workspaces `w` and `other`, Ada and Bob, and a key called "Deploys". */
export async function incidentWorld(): Promise<IncidentWorld> {
  const { store, close } = await openTestStore();
  for (const [id, name] of people) await store.users.insert(userRow(id, { name }));
  const clock = moving();
  const basic = servicesOn(store, clock);
  const metrics = createMetrics();
  const live = createLiveHub({ clock, metrics, log: basic.log });
  const services = { ...basic, metrics, live, publicUrl: 'http://localhost' } as unknown as Services;
  const as = (actor: Actor) => contextOf(services, actor) as unknown as Context;
  /** The incident of each series' last alert, as the states of series keep it. */
  const last = new Map<string, string>();

  const start = clock.now();
  const reset = async () => {
    last.clear();
    clock.advance(start - clock.now());
    for (const id of ['w', 'other']) {
      await store.workspaces.remove(id);
      await store.workspaces.insert(workspace(id));
    }
    for (const [id] of people) await store.workspaces.addMember('w', id, 'editor');
    await store.apiKeys.insert(apiKey('k1', 'w', { name: 'Deploys' }));
  };
  await reset();

  const record: IncidentWorld['record'] = async (steps, workspaceId = 'w') => {
    const at = clock.now();
    const placed = await store.transaction((tx) => recordAlerts(tx, services, { workspaceId, at, steps }));
    for (const step of steps)
      if (step.kind === 'fired') last.set(step.alert.seriesKey, placed.get(step.alert.id) ?? '');
    return placed;
  };
  const fired: IncidentWorld['fired'] = (id, place, how = {}) => ({
    kind: 'fired',
    alert: {
      id,
      workspaceId: how.workspaceId ?? 'w',
      ruleId: how.ruleId === undefined ? 'r1' : how.ruleId,
      seriesKey: place,
      labels: { alertname: 'Slow', service: place, severity: how.severity ?? 'warning', ...how.labels },
      annotations: {},
      fingerprint: place,
      severity: how.severity ?? 'warning',
      startsAt: clock.now(),
      expiresAt: null,
      generatorUrl: null,
      value: 512,
      because: '512 ms is above 300 ms',
    },
    everyMs: how.everyMs ?? 0,
    needsCorroboration: how.needsCorroboration ?? false,
    lastIncidentId: last.get(place) ?? null,
    ...(how.evidence === undefined ? {} : { evidence: how.evidence }),
  });
  const alert = async (id: string): Promise<Alert> => {
    const found = await store.alerts.find('w', id);
    if (found === null) throw new Error(`no alert ${id}`);
    return found;
  };
  const incident = async (id: string): Promise<Incident> => {
    const found = await store.incidents.find('w', id);
    if (found === null) throw new Error(`no incident ${id}`);
    return found;
  };
  const timeline = (incidentId: string) => store.timeline.list('w', incidentId, 1_000);
  return {
    ...{ store, services, clock, as, ctx: as(person('editor')), record, fired, alert, timeline, reset, close },
    fire: async (id, place, how) => incident((await record([fired(id, place, how)])).get(id) ?? ''),
    resolve: async (...ids) => {
      await record(
        ids.map((alertId) => ({ kind: 'resolved', alertId, value: 100, because: '100 ms is normal again' })),
      );
    },
    incidentOf: async (alertId) => incident((await alert(alertId)).incidentId),
    kinds: async (incidentId) => (await timeline(incidentId)).map(({ kind }) => kind),
  };
}
