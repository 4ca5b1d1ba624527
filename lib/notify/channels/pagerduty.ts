import { createHash } from 'node:crypto';
import type { Notification } from '@/lib/model/notification';
import type { Deliver } from './channel-types';
import { outlineOf, spanOf, type AlertOutline } from './outline';
import { fit } from './plain-text';
import { needed, postJson } from './post-json';

const maxSummary = 1_024;
const maxAlerts = 20;

/** Events API v2. All messages of a group have one `dedup_key`, so `resolve` closes what `trigger` opened. */
export function renderPagerduty(message: Notification, routingKey: string) {
  const key = createHash('sha256').update(`${message.workspace.id}\n${message.groupKey}`).digest('hex');
  const event = { routing_key: routingKey, dedup_key: key };
  if (message.status === 'resolved') return { ...event, event_action: 'resolve' };
  const outline = outlineOf(message);
  return {
    ...event,
    event_action: 'trigger',
    payload: {
      summary: fit(outline.headline, maxSummary),
      source: fit(message.workspace.name, 200) || 'sightglass',
      severity: outline.severity,
      timestamp: new Date(message.at).toISOString(),
      component: message.policy,
      group: message.receiver,
      class: 'alert',
      custom_details: {
        occasion: outline.occasion,
        facts: outline.facts,
        alerts: outline.alerts.slice(0, maxAlerts).map(alertDetails),
        ...(outline.alerts.length > maxAlerts ? { more: outline.alerts.length - maxAlerts } : {}),
      },
    },
    client: 'Sightglass',
    ...(outline.link === null
      ? {}
      : {
          client_url: outline.link,
          links: [{ href: outline.link, text: 'Open the incident' }, ...runbooks(outline.alerts)],
        }),
  };
}

function alertDetails(alert: AlertOutline) {
  const { title, because, summary, labels } = alert;
  return { title, state: alert.isFiring ? 'firing' : 'resolved', time: spanOf(alert), because, summary, labels };
}

const runbooks = (alerts: readonly AlertOutline[]) =>
  [...new Set(alerts.flatMap(({ runbookUrl }) => runbookUrl ?? []))]
    .slice(0, 5)
    .map((href) => ({ href, text: 'Runbook' }));

export const deliverPagerduty: Deliver<'pagerduty'> = async ({ settings, secrets, message }, outlet) => {
  const base = (settings.apiUrl ?? 'https://events.pagerduty.com').replace(/\/+$/, '');
  await postJson(outlet, {
    url: `${base}/v2/enqueue`,
    body: renderPagerduty(message, needed(secrets.routingKey, 'integration key')),
  });
  return null;
};
