import { SendError } from '@/lib/notify/sending/sender';
import type { Deliver, Outlet, Parcel } from './channel-types';
import { outlineOf, moreAlerts, spanOf, type AlertOutline, type Outline } from './outline';
import { defuse, fit, taken } from './plain-text';
import { needed, postJson } from './post-json';
import { slackApi } from './slack-api';
import { shareSlackPicture } from './slack-picture';

/** Of a header block. */
const maxHeader = 150;
/** Slack refuses messages whose blocks have more than about 13,000 characters in all. */
const maxBlocks = 9_000;

const signs = { critical: '🔴', warning: '🟠', info: '🔵' } as const;

type Style = { bold?: true; code?: true };
type Inline = { type: 'text'; text: string; style?: Style } | { type: 'link'; url: string; text: string };
const text = (value: string, style?: Style): Inline => ({ type: 'text', text: value, ...(style ? { style } : {}) });

/**
 * Blocks of rich text: their elements say what they are, so nothing in a label is read as markup, mention or link. `text`
 * is what notifications show; there the three characters that open markup are escaped (Slack, "Formatting text").
 */
export function renderSlack(outline: Outline) {
  const sign = outline.isFiring ? signs[outline.severity] : '✅';
  const { parts, left } = taken(outline.alerts, maxBlocks, (alert) => JSON.stringify(alertInlines(alert)).length);
  const end: Inline[] = left > 0 ? [text(`${moreAlerts(left)}\n`)] : [];
  if (outline.link !== null) end.push({ type: 'link', url: outline.link, text: 'Open the incident' });
  const sections = [
    [text(outline.occasion, { bold: true }), text(` ${outline.facts}`)],
    ...parts.map(alertInlines),
    ...(end.length > 0 ? [end] : []),
  ];
  return {
    text: fit(defuse(`${sign} ${outline.headline}`), 500, escapeMrkdwn),
    blocks: [
      {
        type: 'header',
        text: { type: 'plain_text', text: fit(`${sign} ${outline.headline}`, maxHeader), emoji: false },
      },
      { type: 'rich_text', elements: sections.map((elements) => ({ type: 'rich_text_section', elements })) },
    ],
    unfurl_links: false,
    unfurl_media: false,
  };
}

export const escapeMrkdwn = (value: string) => value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function alertInlines(alert: AlertOutline): Inline[] {
  const inlines = [text('\n'), text(alert.title, { bold: true }), text(` ${spanOf(alert)}\n`)];
  if (!alert.isFiring) inlines.splice(1, 0, text('Resolved: '));
  for (const line of [alert.because, alert.summary]) if (line !== '') inlines.push(text(`${line}\n`));
  for (const label of alert.labels) inlines.push(text(label, { code: true }), text(' '));
  if (alert.labels.length > 0) inlines.push(text('\n'));
  if (alert.runbookUrl !== null) inlines.push({ type: 'link', url: alert.runbookUrl, text: 'Runbook' }, text('\n'));
  return inlines;
}

/** With a bot token into the thread of the group; an incoming webhook knows no threads. */
export const deliverSlack: Deliver<'slack'> = async (parcel, outlet) => {
  const { settings, secrets } = parcel;
  const body = renderSlack(outlineOf(parcel.message));
  if (secrets.botToken !== undefined && settings.channel !== undefined)
    return deliverAsBot(parcel, outlet, { token: secrets.botToken, channel: settings.channel, body });
  await postJson(outlet, { url: needed(secrets.webhookUrl, 'webhook URL or bot token'), body });
  return null;
};

async function deliverAsBot(
  { settings, message, thread }: Parcel<'slack'>,
  outlet: Outlet,
  { token, channel, body }: { token: string; channel: string; body: object },
): Promise<string> {
  const ask = slackApi(outlet, settings.apiUrl ?? 'https://slack.com/api', token);
  // A thread of another channel than the one that is set now cannot be answered to.
  const [threadChannel, threadTs] = thread?.split(' ') ?? [];
  const isReply = threadChannel === channel && threadTs !== undefined;
  const isLoud = message.occasion === 'escalation' || message.occasion === 'resolved';
  const reply = isReply ? { thread_ts: threadTs, reply_broadcast: isLoud } : {};
  const answer = await ask('chat.postMessage', { body: { channel, ...body, ...reply } });
  const { ts, channelId } = posted(answer);
  const root = isReply ? threadTs : ts;
  const picture = await outlet.chart(message.chartSvg);
  if (picture !== null) {
    const shared = await shareSlackPicture(outlet, ask, { picture, channelId, thread: root });
    // The message has arrived and would arrive twice if this counted as a failure; only a test says what is missing.
    if (shared !== null && message.occasion === 'test') throw shared;
  }
  return `${channel} ${root}`;
}

function posted({ ts, channel }: Record<string, unknown>): { ts: string; channelId: string } {
  if (typeof ts === 'string' && typeof channel === 'string') return { ts, channelId: channel };
  throw new SendError('Slack took the message, but did not say under which number.', true);
}
