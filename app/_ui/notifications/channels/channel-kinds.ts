import {
  BellRing,
  Hash,
  Mail,
  MessagesSquare,
  PhoneCall,
  Send,
  UsersRound,
  Webhook,
  type LucideIcon,
} from 'lucide-react';
import type { ChannelKind, ChannelSettings, SecretName } from '@/lib/model/channel';

export type SettingField = {
  name: string;
  label: string;
  type: 'text' | 'url' | 'email' | 'emails' | 'number' | 'check' | 'choice';
  hint?: string;
  placeholder?: string;
  isRequired?: boolean;
  /** What a new channel begins with. */
  initial?: string | number | boolean;
  choices?: readonly { value: string; label: string }[];
  /** Seldom needed: behind "More settings". */
  isSeldom?: boolean;
};
export type SecretField = {
  name: SecretName;
  label: string;
  hint?: string;
  /** Nothing can be sent without it. */
  isRequired?: boolean;
};
export type KindWords = {
  label: string;
  icon: LucideIcon;
  /** What it does, and what one needs for it. */
  sentence: string;
  needs: string;
  fields: readonly SettingField[];
  secrets: readonly SecretField[];
};

const apiUrl: SettingField = {
  name: 'apiUrl',
  label: 'Another API address',
  type: 'url',
  hint: 'For a proxy, a region or a server of your own.',
  isSeldom: true,
};
const incomingHook = (where: string): SecretField => ({
  name: 'webhookUrl',
  label: 'Webhook URL',
  hint: where,
  isRequired: true,
});

/** Every kind of channel: how it is called, what one needs for it, and what is asked. */
export const kindWords: Record<ChannelKind, KindWords> = {
  email: {
    label: 'E-mail',
    icon: Mail,
    sentence: 'Sends a mail with the chart to one or more addresses.',
    needs: 'An SMTP server that takes mail from here.',
    fields: [
      {
        name: 'to',
        label: 'To',
        type: 'emails',
        isRequired: true,
        placeholder: 'ops@example.com, lead@example.com',
        hint: 'Several are separated by commas.',
      },
      { name: 'from', label: 'From', type: 'email', isRequired: true, placeholder: 'sightglass@example.com' },
      { name: 'host', label: 'SMTP server', type: 'text', isRequired: true, placeholder: 'smtp.example.com' },
      { name: 'port', label: 'Port', type: 'number', isRequired: true, initial: 587 },
      {
        name: 'secure',
        label: 'TLS from the first byte (port 465)',
        type: 'check',
        initial: false,
        hint: 'Otherwise STARTTLS when the server offers it.',
      },
      { name: 'user', label: 'User', type: 'text', hint: 'Empty when the server asks for none.' },
    ],
    secrets: [{ name: 'password', label: 'Password' }],
  },
  slack: {
    label: 'Slack',
    icon: Hash,
    sentence: 'Posts to a channel; what follows is answered in the same thread.',
    needs: 'An incoming webhook, or a bot token with chat:write (only with a bot there are threads).',
    fields: [
      { name: 'channel', label: 'Channel', type: 'text', placeholder: '#ops', hint: 'Needed with a bot token.' },
      apiUrl,
    ],
    secrets: [
      { name: 'botToken', label: 'Bot token', hint: 'Begins with xoxb-.' },
      { name: 'webhookUrl', label: 'Incoming webhook URL', hint: 'Instead of a bot token.' },
    ],
  },
  teams: {
    label: 'Microsoft Teams',
    icon: UsersRound,
    sentence: 'Posts a card to a Teams channel or chat.',
    needs: 'A workflow “Post to a channel when a webhook request is received”.',
    fields: [],
    secrets: [incomingHook('The address that the workflow shows.')],
  },
  discord: {
    label: 'Discord',
    icon: MessagesSquare,
    sentence: 'Posts to a Discord channel.',
    needs: 'A webhook of that channel (Edit channel, Integrations).',
    fields: [],
    secrets: [incomingHook('Copied from the integration.')],
  },
  telegram: {
    label: 'Telegram',
    icon: Send,
    sentence: 'Writes to a person, group or channel as a bot.',
    needs: 'A bot of @BotFather that is a member of the chat.',
    fields: [
      { name: 'chatId', label: 'Chat', type: 'text', isRequired: true, placeholder: '-1001234567890 or @channel' },
      apiUrl,
    ],
    secrets: [{ name: 'botToken', label: 'Bot token', isRequired: true }],
  },
  pagerduty: {
    label: 'PagerDuty',
    icon: PhoneCall,
    sentence: 'Triggers and resolves an incident there, one per incident here.',
    needs: 'A service with an Events API v2 integration.',
    fields: [{ ...apiUrl, hint: 'For the EU: https://events.eu.pagerduty.com' }],
    secrets: [{ name: 'routingKey', label: 'Integration key', isRequired: true, hint: '32 characters.' }],
  },
  ntfy: {
    label: 'ntfy',
    icon: BellRing,
    sentence: 'Pushes to the phones that follow a topic, without an account.',
    needs: 'The ntfy app with a topic that nobody guesses, or a server of your own.',
    fields: [
      { name: 'topic', label: 'Topic', type: 'text', isRequired: true, placeholder: 'our-ops-7d1f' },
      { name: 'server', label: 'Server', type: 'url', isRequired: true, initial: 'https://ntfy.sh' },
    ],
    secrets: [{ name: 'token', label: 'Access token', hint: 'Only for protected topics.' }],
  },
  webhook: {
    label: 'Webhook',
    icon: Webhook,
    sentence: 'Posts JSON to an address of yours, signed so that you can check who sent it.',
    needs: 'A server that answers with a 2xx.',
    fields: [
      { name: 'url', label: 'URL', type: 'url', isRequired: true, placeholder: 'https://example.com/hooks/alerts' },
      {
        name: 'format',
        label: 'Form',
        type: 'choice',
        initial: 'sightglass',
        choices: [
          { value: 'sightglass', label: 'Sightglass: the incident with its alerts' },
          { value: 'alertmanager', label: 'Alertmanager: its webhook, version 4' },
        ],
      },
      {
        name: 'maxAlerts',
        label: 'Alerts in one message at most',
        type: 'number',
        initial: 0,
        hint: 'Those beyond are only counted; 0 is no limit.',
        isSeldom: true,
      },
    ],
    secrets: [
      {
        name: 'signingKey',
        label: 'Signing key',
        hint: 'Of the HMAC in the signature header; leave it empty for none.',
      },
      { name: 'authorization', label: 'Authorization header', hint: 'For example “Bearer …”.' },
    ],
  },
};

/** Where its messages go, without anything secret. */
export function goesTo(settings: ChannelSettings): string {
  switch (settings.kind) {
    case 'webhook':
      return URL.canParse(settings.url) ? hostAndPath(settings.url) : settings.url;
    case 'email':
      return settings.to.join(', ');
    case 'slack':
      return settings.channel ?? 'incoming webhook';
    case 'teams':
    case 'discord':
      return 'incoming webhook';
    case 'telegram':
      return `chat ${settings.chatId}`;
    case 'pagerduty':
      return settings.apiUrl === undefined ? 'events.pagerduty.com' : new URL(settings.apiUrl).host;
    case 'ntfy':
      return `${hostAndPath(settings.server)}/${settings.topic}`;
  }
}

function hostAndPath(text: string): string {
  const url = new URL(text);
  return `${url.host}${url.pathname === '/' ? '' : url.pathname}`;
}
