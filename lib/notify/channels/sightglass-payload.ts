import type { Notification } from '@/lib/model/notification';

/**
 * Our own webhook, version 1. Times are ISO 8601 in UTC; `id` is the same in every attempt, so a receiver can drop what
 * it has seen; `groupKey` is the same for all messages that belong together.
 */
export type SightglassPayload = {
  version: 1;
  id: string;
  occasion: Notification['occasion'];
  status: Notification['status'];
  at: string;
  workspace: Notification['workspace'];
  policy: string;
  receiver: string;
  groupKey: string;
  groupLabels: Record<string, string>;
  incident: Notification['incident'];
  /** Firing ones first. */
  alerts: (Omit<Notification['alerts'][number], 'startsAt' | 'endsAt'> & { startsAt: string; endsAt: string | null })[];
  /** How many were left out, because the channel has a limit. */
  truncatedAlerts: number;
};

export function renderSightglass(
  message: Notification,
  { id, maxAlerts }: { id: string; maxAlerts: number },
): SightglassPayload {
  const { occasion, status, workspace, policy, receiver, groupKey, groupLabels, incident } = message;
  const alerts = maxAlerts === 0 ? message.alerts : message.alerts.slice(0, maxAlerts);
  return {
    version: 1,
    id,
    occasion,
    status,
    at: isoOf(message.at),
    workspace,
    policy,
    receiver,
    groupKey,
    groupLabels,
    incident,
    alerts: alerts.map((alert) => ({
      ...alert,
      startsAt: isoOf(alert.startsAt),
      endsAt: alert.endsAt === null ? null : isoOf(alert.endsAt),
    })),
    truncatedAlerts: message.alerts.length - alerts.length,
  };
}

const isoOf = (at: number) => new Date(at).toISOString();
