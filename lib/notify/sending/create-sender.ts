import type { ChannelKind, ChannelSecrets, SettingsOf } from '@/lib/model/channel';
import type { Notification } from '@/lib/model/notification';
import type { ChannelRow } from '@/lib/store/notify-ports';
import { systemClock, type Clock } from '@/lib/time/clock';
import { createChartPng } from '@/lib/notify/channels/chart-png';
import type { Deliver, Outlet, Parcel } from '@/lib/notify/channels/channel-types';
import { deliverDiscord } from '@/lib/notify/channels/discord';
import { deliverEmail } from '@/lib/notify/channels/email';
import { deliverNtfy } from '@/lib/notify/channels/ntfy';
import { deliverPagerduty } from '@/lib/notify/channels/pagerduty';
import { deliverSlack } from '@/lib/notify/channels/slack';
import { deliverTeams } from '@/lib/notify/channels/teams';
import { deliverTelegram } from '@/lib/notify/channels/telegram';
import { deliverWebhook } from '@/lib/notify/channels/webhook';
import { createSecretBox } from './secret-box';
import { isSendError, SendError, type Sender, type SendOptions } from './sender';
import { answerFault } from '@/lib/notify/transport/answer-fault';
import type { GuardOptions } from '@/lib/notify/transport/guard';
import { createHttpClient, type HttpClient } from '@/lib/notify/transport/http-client';
import { scrubber } from '@/lib/notify/transport/scrub';

export type SenderOptions = GuardOptions & {
  /** Of secrets.json, 32 characters or more. */
  channelSecret: string;
  /** What secrets may still be sealed with, after a change of the key. */
  previousChannelSecrets?: readonly string[];
  /** When signatures are made and `Retry-After` dates are counted from; the system's by default. */
  clock?: Clock;
};

const deliver: { [K in ChannelKind]: Deliver<K> } = {
  webhook: deliverWebhook,
  email: deliverEmail,
  slack: deliverSlack,
  teams: deliverTeams,
  discord: deliverDiscord,
  telegram: deliverTelegram,
  pagerduty: deliverPagerduty,
  ntfy: deliverNtfy,
};

export function createSender({
  channelSecret,
  previousChannelSecrets,
  clock = systemClock,
  ...guard
}: SenderOptions): Sender {
  const box = createSecretBox(channelSecret, previousChannelSecrets);
  const http = createHttpClient(guard);
  const chart = createChartPng();
  return {
    ...box,
    async send(channel, message, options) {
      const secrets = box.unseal(channel.secrets);
      const scrub = scrubber(secrets, userOf(channel));
      const outlet: Outlet = { http: scrubbed(http, scrub), guard, clock, chart };
      try {
        return { thread: await deliverTo(channel, { secrets, message, options }, outlet) };
      } catch (error) {
        throw withoutSecrets(error, scrub);
      }
    },
    async ping(url) {
      const fault = answerFault(await http({ url, method: 'GET' }), clock.now());
      if (fault !== null) throw fault;
    },
  };
}

const userOf = ({ settings }: ChannelRow) => (settings.kind === 'email' ? settings.user : undefined);

/** What a server says is quoted in errors, and may be what it was sent. */
const scrubbed =
  (http: HttpClient, scrub: (text: string) => string): HttpClient =>
  async (request) => {
    const response = await http(request);
    return { ...response, text: scrub(response.text) };
  };

function withoutSecrets(error: unknown, scrub: (text: string) => string): Error {
  if (isSendError(error)) return new SendError(scrub(error.message), error.isPermanent, error.retryAfterMs);
  // Not a failure of the receiver but of this program. Nothing else of it is kept: a cause may carry the request.
  return new SendError(`Not sent: ${scrub(error instanceof Error ? error.message : 'unknown error')}`, false);
}

function deliverTo(
  { settings }: ChannelRow,
  { secrets, message, options }: { secrets: ChannelSecrets; message: Notification; options: SendOptions },
  outlet: Outlet,
): Promise<string | null> {
  const run = <K extends ChannelKind>(kind: K, of: SettingsOf<K>): Promise<string | null> => {
    const parcel: Parcel<K> = { settings: of, secrets, message, ...options };
    return deliver[kind](parcel, outlet);
  };
  return run(settings.kind, settings);
}
