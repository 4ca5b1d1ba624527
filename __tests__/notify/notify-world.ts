import { createBreakers } from '@/lib/breaker/create-breakers';
import type { Services } from '@/lib/context';
import type { Alert, Incident } from '@/lib/model/incident';
import type { Notification } from '@/lib/model/notification';
import { routingSchema, type RoutingInput } from '@/lib/model/routing';
import { enrolAlerts } from '@/lib/notify/telling/enrol';
import { lookAtGroups } from '@/lib/notify/telling/look-at-groups';
import { routingKey } from '@/lib/notify/routing/read-routing';
import { sendDue } from '@/lib/notify/sending/send-due';
import { isTransientSendError, type SendOptions, type Sender } from '@/lib/notify/sending/sender';
import type { Store } from '@/lib/store/store';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';
import { openTestStore } from '../build/store';
import { workspace } from '../store/contract';
import { aChannel, anAlert, anIncident, receivers } from './simulation';

export type Sent = { channel: string; message: Notification; options: SendOptions };

/** The real store, a clock that only moves when told to, and a sender that remembers and fails on demand. */
export type NotifyWorld = Awaited<ReturnType<typeof openNotifyWorld>>;

export const start = Date.parse('2026-11-25T12:00:00Z');

export type OpenStore = { store: Store; close: () => Promise<void> };

export async function openNotifyWorld(open: () => Promise<OpenStore> = openTestStore) {
  const { store, close } = await open();
  let now = start;
  let ids = 0;
  const sent: Sent[] = [];
  const pings: string[] = [];
  /** What a send does before it arrives. */
  const behaviour = { send: (_channel: string, _message: Notification): Promise<void> | void => undefined };
  const sender: Sender = {
    seal: () => '',
    unseal: () => ({}),
    async send(channel, message, options) {
      await behaviour.send(channel.id, message);
      sent.push({ channel: channel.id, message, options });
      return { thread: `${channel.id}-thread` };
    },
    ping(url) {
      pings.push(url);
      return Promise.resolve();
    },
  };
  // Time that only moves when told to is also the breakers' time.
  const clock = { now: () => now, monotonic: () => now };
  const services = {
    clock,
    breakers: createBreakers({ clock, isChannelFailure: isTransientSendError }),
    newId: () => `id-${String((ids += 1)).padStart(6, '0')}`,
    observe: () => undefined,
    log: createLogger('silent'),
    metrics: createMetrics(),
    store,
    sender,
    publicUrl: 'https://portal.example.test',
  } as unknown as Services;
  /** Everything as at the beginning. */
  const reset = async (): Promise<void> => {
    await store.workspaces.remove('w1');
    await store.workspaces.insert(workspace('w1'));
    for (const id of ['c1', 'c2', 'c3']) await store.channels.insert(aChannel(id));
    now = start;
    for (const id of ['c1', 'c2', 'c3']) services.breakers.forgetChannel(id);
    sent.length = 0;
    pings.length = 0;
    behaviour.send = () => undefined;
  };
  await reset();

  const put = async (alert: Alert): Promise<void> => {
    await store.transaction(async (tx) => {
      if ((await tx.incidents.find('w1', alert.incidentId)) === null)
        await tx.incidents.insert(anIncident(alert.incidentId, { number: (ids += 1), openedAt: now }));
      if ((await tx.alerts.find('w1', alert.id)) === null) await tx.alerts.insert([alert]);
      else await tx.alerts.update('w1', alert.id, alert);
      await enrolAlerts(tx, services, { workspaceId: 'w1', at: now, alerts: [alert] });
    });
  };
  const turn = async (of: Services = services): Promise<void> => {
    while ((await lookAtGroups(of)) > 0);
    while ((await sendDue(of, { random: () => 1 })) > 0);
  };
  return {
    store,
    services,
    sent,
    pings,
    behaviour,
    close,
    reset,
    now: () => now,
    routing: (routing: RoutingInput) =>
      store.settings.set('w1', routingKey, { routing: routingSchema.parse({ receivers, ...routing }), version: 1 }),
    fire: (id: string, change: Partial<Alert> = {}) => put(anAlert(id, { startsAt: now, updatedAt: now, ...change })),
    async resolve(id: string) {
      const alert = await store.alerts.find('w1', id);
      if (alert !== null) await put({ ...alert, endsAt: now });
    },
    incident: (id: string, change: Partial<Incident>) =>
      store.incidents.update('w1', id, { ...change, updatedAt: now }),
    turn,
    /** Lets time go by: whatever is due is looked at and sent when it is due, as the loops do. */
    async runTo(at: number) {
      for (;;) {
        await turn();
        const next = await earliest(store, now);
        if (next === null || next > at) break;
        now = Math.max(now + 1, next);
      }
      now = at;
      await turn();
    },
    skipTo: (at: number) => void (now = at),
    timeline: async (incidentId: string) =>
      (await store.timeline.list('w1', incidentId, 100)).map(({ kind, text }) => `${kind}: ${text}`),
  };
}

async function earliest(store: Store, now: number): Promise<number | null> {
  const times = [await store.notificationGroups.nextDueAt(now), await store.deliveries.nextDueAt(now)];
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
