import { escapeXml } from '@/lib/chart/svg';
import { isRecord } from '@/lib/model/is-record';
import type { Deliver } from './channel-types';
import { moreAlerts, outlineOf, spanOf, type AlertOutline, type Outline } from './outline';
import { defuse, taken } from './plain-text';
import { needed, postJson } from './post-json';

/** Characters after the markup was taken out are 4,096; counting the markup, too, is on the safe side. */
const maxText = 4_096;

/** Telegram itself makes links and mentions of plain text, except in `<code>`. */
const plain = (text: string) => escapeXml(defuse(text));
const code = (text: string) => `<code>${escapeXml(text)}</code>`;

/** Text for `parse_mode: HTML`. */
export function renderTelegram(outline: Outline): string {
  const end = outline.link === null ? '' : `\n\n<a href="${escapeXml(outline.link)}">Open the incident</a>`;
  const head = `<b>${plain(outline.headline)}</b>\n${outline.occasion} ${plain(outline.facts)}`;
  const more = (left: number) => (left > 0 ? `\n\n${moreAlerts(left)}` : '');
  const room = maxText - head.length - end.length - more(outline.alerts.length).length;
  const { parts, left } = taken(outline.alerts.map(alertText), room, (part) => part.length);
  return `${head}${parts.join('')}${more(left)}${end}`;
}

function alertText(alert: AlertOutline): string {
  const lines = [
    `\n\n<b>${alert.isFiring ? '' : 'Resolved: '}${plain(alert.title)}</b> ${spanOf(alert)}`,
    ...[alert.because, alert.summary].filter((line) => line !== '').map(plain),
    ...(alert.labels.length > 0 ? [alert.labels.map(code).join(' ')] : []),
    ...(alert.runbookUrl === null ? [] : [`<a href="${escapeXml(alert.runbookUrl)}">Runbook</a>`]),
  ];
  return lines.join('\n');
}

export const deliverTelegram: Deliver<'telegram'> = async ({ settings, secrets, message, thread }, outlet) => {
  const token = needed(secrets.botToken, 'bot token');
  const base = (settings.apiUrl ?? 'https://api.telegram.org').replace(/\/+$/, '');
  const outline = outlineOf(message);
  const answer = await postJson(outlet, {
    url: `${base}/bot${encodeURIComponent(token).replace('%3A', ':')}/sendMessage`,
    body: {
      chat_id: settings.chatId,
      text: renderTelegram(outline),
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      disable_notification: outline.isFiring && outline.severity === 'info',
      ...(thread === null
        ? {}
        : { reply_parameters: { message_id: Number(thread), allow_sending_without_reply: true } }),
    },
  });
  if (thread !== null) return thread;
  const sent = isRecord(answer) && isRecord(answer.result) ? answer.result.message_id : undefined;
  return typeof sent === 'number' ? String(sent) : null;
};
