import { readFileSync } from 'node:fs';
import type { Notification } from '@/lib/model/notification';
import { renderAlertmanager } from '@/lib/notify/channels/alertmanager-payload';
import { message } from './message';

type Payload = ReturnType<typeof renderAlertmanager>;
/** Deliveries of a real Alertmanager 0.25. */
const captured = JSON.parse(readFileSync('__tests__/notify/fixtures/alertmanager-webhooks.json', 'utf8')) as {
  body: Payload;
}[];

/** The message that leads to a captured delivery; ours counts in milliseconds. */
function messageOf(body: Payload): Notification {
  const alerts = body.alerts.map(({ startsAt, endsAt, generatorURL, status, ...alert }, index) => ({
    ...alert,
    status,
    id: String(index),
    startsAt: Date.parse(startsAt),
    endsAt: status === 'firing' ? null : Date.parse(endsAt),
    generatorUrl: generatorURL === '' ? null : generatorURL,
    value: null,
    because: '',
  }));
  const left = Array.from({ length: body.truncatedAlerts }, () => alerts[0]).flatMap((alert) => alert ?? []);
  const incident = message().incident;
  return message({
    receiver: body.receiver,
    status: body.status,
    groupKey: body.groupKey,
    groupLabels: body.groupLabels,
    alerts: [...alerts, ...left],
    incident: incident && { ...incident, url: `${body.externalURL}/incidents/i1?workspace=shop` },
  });
}

/** Go keeps nanoseconds. */
const toMilliseconds = (text: string): string => text.replace(/(\.\d{3})\d+(?=Z")/g, '$1');
const withGoTimes = (text: string) =>
  text.replace(/\.(\d*?)0+(?=Z")/g, (_all, rest: string) => (rest ? `.${rest}` : ''));

describe('the payload of a webhook in the format of Alertmanager', () => {
  it.each(captured.map(({ body }) => [`${body.status} ${body.groupKey}`, body] as const))(
    'is the one that was captured: %s',
    (_name, body) => {
      const limit = body.truncatedAlerts > 0 ? body.alerts.length : 0;
      const ours = JSON.stringify(renderAlertmanager(messageOf(body), limit));
      // As text: the order of the fields and of the names is the same, too.
      expect(ours).toBe(withGoTimes(toMilliseconds(JSON.stringify(body))));
    },
  );

  it('covers firing, mixed, resolved and truncated ones', () => {
    expect(captured.map(({ body }) => body.status)).toEqual(expect.arrayContaining(['firing', 'resolved']));
    expect(captured.some(({ body }) => body.truncatedAlerts > 0)).toBe(true);
    expect(captured.some(({ body }) => new Set(body.alerts.map(({ status }) => status)).size === 2)).toBe(true);
  });
});
