import { createHmac } from 'node:crypto';
import { answerFault } from '@/lib/notify/transport/answer-fault';
import { renderAlertmanager } from './alertmanager-payload';
import type { Deliver, Parcel } from './channel-types';
import { renderSightglass } from './sightglass-payload';

/** The body of a webhook in the format that the channel asks for. */
export function renderWebhook({ settings, message, idempotencyKey }: Parcel<'webhook'>): unknown {
  const { format, maxAlerts } = settings;
  return format === 'alertmanager'
    ? renderAlertmanager(message, maxAlerts)
    : renderSightglass(message, { maxAlerts, id: idempotencyKey });
}

/**
 * HMAC-SHA256 over the time of sending in Unix seconds, a dot and the body, hex. With the time signed, what somebody
 * recorded cannot be sent again later.
 */
export function signatureOf(key: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex')}`;
}

export const deliverWebhook: Deliver<'webhook'> = async (parcel, { http, clock }) => {
  const { settings, secrets, idempotencyKey } = parcel;
  const body = JSON.stringify(renderWebhook(parcel));
  const timestamp = String(Math.floor(clock.now() / 1_000));
  const response = await http({
    url: settings.url,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
      'x-sightglass-timestamp': timestamp,
      ...(secrets.signingKey === undefined
        ? {}
        : { 'x-sightglass-signature': signatureOf(secrets.signingKey, timestamp, body) }),
      ...(secrets.authorization === undefined ? {} : { authorization: secrets.authorization }),
    },
    body,
  });
  const fault = answerFault(response, clock.now());
  if (fault !== null) throw fault;
  return null;
};
