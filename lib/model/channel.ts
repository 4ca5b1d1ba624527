import { z } from 'zod';

const webUrl = z.url({ protocol: /^https?$/, error: 'Needs a URL that begins with http:// or https://' }).max(2_000);
const text = z.string().trim().min(1).max(500);
const sendResolved = z.boolean().default(true);
/** Another address of the vendor's API: a proxy, a region, a self-hosted server. */
const apiUrl = webUrl.optional();

/** What everybody who manages channels may see of one. */
export const channelSettingsSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('webhook'),
    url: webUrl,
    /** Our own payload, or Alertmanager's webhook version 4. */
    format: z.enum(['sightglass', 'alertmanager']).default('sightglass'),
    /** Alerts beyond so many are only counted; 0 is no limit. */
    maxAlerts: z.number().int().min(0).max(10_000).default(0),
    sendResolved,
  }),
  z.strictObject({
    kind: z.literal('email'),
    to: z.array(z.email()).min(1).max(50),
    from: z.email(),
    host: text,
    port: z.number().int().min(1).max(65_535).default(587),
    /** TLS from the first byte (port 465); else STARTTLS when the server offers it. */
    secure: z.boolean().default(false),
    user: text.optional(),
    sendResolved,
  }),
  /** An incoming webhook, or a bot token with `channel`, whose messages can be answered in their thread. */
  z.strictObject({ kind: z.literal('slack'), channel: text.optional(), apiUrl, sendResolved }),
  z.strictObject({ kind: z.literal('teams'), sendResolved }),
  z.strictObject({ kind: z.literal('discord'), sendResolved }),
  z.strictObject({ kind: z.literal('telegram'), chatId: text, apiUrl, sendResolved }),
  z.strictObject({ kind: z.literal('pagerduty'), apiUrl, sendResolved }),
  z.strictObject({
    kind: z.literal('ntfy'),
    server: webUrl.default('https://ntfy.sh'),
    topic: z.string().regex(/^[-_A-Za-z0-9]{1,64}$/, { message: 'Letters, digits, - and _ only' }),
    sendResolved,
  }),
]);
export type ChannelSettings = z.output<typeof channelSettingsSchema>;
export type ChannelKind = ChannelSettings['kind'];
export type SettingsOf<K extends ChannelKind> = Extract<ChannelSettings, { kind: K }>;
export const channelKinds = [
  'webhook',
  'email',
  'slack',
  'teams',
  'discord',
  'telegram',
  'pagerduty',
  'ntfy',
] as const satisfies readonly ChannelKind[];

/** The secrets of each kind: written, never shown again. Encrypted at rest. */
export const channelSecretNames = {
  webhook: ['signingKey', 'authorization'],
  email: ['password'],
  slack: ['webhookUrl', 'botToken'],
  teams: ['webhookUrl'],
  discord: ['webhookUrl'],
  telegram: ['botToken'],
  pagerduty: ['routingKey'],
  ntfy: ['token'],
} as const satisfies Record<ChannelKind, readonly string[]>;
export type SecretName = (typeof channelSecretNames)[ChannelKind][number];
export type ChannelSecrets = Partial<Record<SecretName, string>>;

export const channelInputSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  isEnabled: z.boolean().default(true),
  settings: channelSettingsSchema,
  /** A name that is missing keeps what is stored; null removes it. */
  secrets: z.record(z.string().max(40), z.union([z.string().min(1).max(4_000), z.null()])).default({}),
});
export type ChannelInput = z.output<typeof channelInputSchema>;

/** A place to send to, as people see it. */
export type Channel = {
  id: string;
  workspaceId: string;
  name: string;
  isEnabled: boolean;
  settings: ChannelSettings;
  /** Which secrets are set. */
  secrets: SecretName[];
  createdAt: number;
  updatedAt: number;
};
