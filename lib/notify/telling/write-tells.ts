import { createHash } from 'node:crypto';
import type { Services } from '@/lib/context';
import type { TimelineEntry, TimelineKind } from '@/lib/model/incident';
import type { Delivery } from '@/lib/model/notification';
import type { ChannelRow } from '@/lib/store/notify-ports';
import type { Store } from '@/lib/store/store';
import { buildNotification, newestOf } from './build-notification';
import type { Tell } from './look';
import { evidenceChart } from './evidence-chart';
import type { Gathered } from './gather';

type Recipient = { channel: ChannelRow; receiver: string };
type Maker = Pick<Services, 'newId' | 'publicUrl'>;

/** Queues the messages of what a look decided, and writes into the timelines who is told. */
export async function writeTells(
  tx: Store,
  services: Maker,
  { facts, tells }: { facts: Gathered; tells: readonly Tell[] },
): Promise<void> {
  for (const tell of tells) {
    const recipients = await recipientsOf(tx, facts, tell);
    await tx.deliveries.insert(await deliveriesOf(tx, services, { facts, tell, recipients }));
    const kind = tell.occasion === 'escalation' && tell.isByHand !== true ? 'escalated' : 'notified';
    const incidents = incidentIdsOf(tell);
    await writeTimeline(tx, services, { facts, kind, text: tellText(tell, recipients), incidents });
  }
}

/** Each channel once, for the first receiver that has it. */
async function recipientsOf(tx: Store, { look, group, channels }: Gathered, tell: Tell): Promise<Recipient[]> {
  if (look === null) return [];
  const wanted = new Map<string, string>();
  const { to } = tell;
  const steps = to === 'told' ? look.policy.steps : look.policy.steps.slice(to.from, to.until);
  for (const { receiver } of steps)
    for (const id of look.reach.get(receiver)?.channelIds ?? []) if (!wanted.has(id)) wanted.set(id, receiver);
  const told = to === 'told' ? await tx.deliveries.channelsOf(group.id, group.openedAt) : [...wanted.keys()];
  return told.flatMap((id) => {
    const channel = channels.find((one) => one.id === id);
    if (channel?.isEnabled !== true || (tell.isOnlyEnd && !channel.settings.sendResolved)) return [];
    return [{ channel, receiver: wanted.get(id) ?? look.policy.steps[0]?.receiver ?? '' }];
  });
}

async function deliveriesOf(
  tx: Store,
  { newId, publicUrl }: Maker,
  { facts, tell, recipients }: { facts: Gathered; tell: Tell; recipients: readonly Recipient[] },
): Promise<Delivery[]> {
  const { look, group, workspace, incidents } = facts;
  const newest = newestOf(tell);
  if (look === null || newest === null || recipients.length === 0) return [];
  const at = look.now;
  const evidence = await tx.evidence.find(group.workspaceId, newest.id);
  const chartSvg = evidence === null ? null : evidenceChart(evidence, workspace.timezone);
  // A group by incident speaks of its own, also when its alerts were moved to another.
  const incident = incidents.get(group.incidentId ?? newest.incidentId) ?? null;
  const shared = { workspace, group, incident, chartSvg, publicUrl, at };
  return recipients.map(({ channel, receiver }) => {
    const resolved = channel.settings.sendResolved ? tell.resolved : [];
    return {
      id: newId(),
      workspaceId: group.workspaceId,
      channelId: channel.id,
      groupId: group.id,
      incidentId: incident?.id ?? null,
      idempotencyKey: idempotencyKey(group, tell, channel.id),
      message: buildNotification({ ...shared, receiver, tell: { ...tell, resolved } }),
      status: 'queued',
      attempts: 0,
      nextAttemptAt: at,
      lastError: null,
      createdAt: at,
      sentAt: null,
    };
  });
}

/** The same for the same message, whoever decides it and however often: a function of what the group was before and of what is told. */
function idempotencyKey(group: Gathered['group'], tell: Tell, channelId: string): string {
  const { id, openedAt, notifiedAt, steps } = group;
  const alerts = [tell.firing, tell.resolved].map((members) => members.map(({ alert }) => alert.id).sort());
  const what = JSON.stringify([id, openedAt, notifiedAt, steps, tell.occasion, alerts, channelId]);
  return createHash('sha256').update(what).digest('base64url');
}

const incidentIdsOf = ({ firing, resolved }: Tell): string[] => [
  ...new Set([...firing, ...resolved].map(({ alert }) => alert.incidentId)),
];

const words = {
  new: 'Told',
  changed: 'Told what changed to',
  repeat: 'Reminded',
  escalation: 'Escalated to',
  resolved: 'Told the end to',
} as const;

function tellText({ occasion, firing, resolved }: Tell, recipients: readonly Recipient[]): string {
  const receivers = [...new Set(recipients.map(({ receiver }) => receiver))].join(', ');
  const channels = recipients.map(({ channel }) => channel.name).join(', ');
  const counts = [count(firing.length, 'firing'), count(resolved.length, 'resolved')].filter((one) => one !== '');
  if (recipients.length === 0) return `Nobody wants to hear of it: ${counts.join(', ')}`;
  return `${words[occasion]} ${receivers} by ${channels}: ${counts.join(', ')}`;
}

const count = (alerts: number, status: string) =>
  alerts === 0 ? '' : `${alerts} ${alerts === 1 ? 'alert' : 'alerts'} ${status}`;

/** The same entry in the timeline of each of these incidents. */
export async function writeTimeline(
  tx: Pick<Store, 'timeline'>,
  { newId }: Pick<Services, 'newId'>,
  entry: { facts: Gathered; kind: TimelineKind; text: string; incidents: readonly string[] },
): Promise<void> {
  const { kind, text, incidents, facts } = entry;
  const rest = {
    workspaceId: facts.group.workspaceId,
    at: facts.now,
    by: null,
    alertId: null,
    value: null,
    severity: null,
  };
  const rows: TimelineEntry[] = incidents.map((incidentId) => ({ id: newId(), incidentId, kind, text, ...rest }));
  await tx.timeline.insert(rows);
}
