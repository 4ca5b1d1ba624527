import { isRecord } from '@/lib/model/is-record';
import { answerFault } from '@/lib/notify/transport/answer-fault';
import type { Deliver } from './channel-types';
import { moreAlerts, outlineOf, spanOf, type AlertOutline, type Outline } from './outline';
import { defuse, fit, taken } from './plain-text';
import { needed, postJson } from './post-json';

const maxTitle = 256;
/** Of a description; title and footer are far from the 6,000 that all may have together. */
const maxDescription = 4_096;

const colors = { critical: 0xdc2626, warning: 0xd97706, info: 0x2563eb } as const;
const resolvedColor = 0x16a34a;

/** An embed; `allowed_mentions` says that nobody is mentioned whatever the text is. */
export function renderDiscord(outline: Outline, at: number) {
  const more = (left: number) => (left > 0 ? `\n${moreAlerts(left)}` : '');
  const head = `**${outline.occasion}** ${escapeMarkdown(outline.facts)}`;
  const room = maxDescription - head.length - more(outline.alerts.length).length;
  const { parts, left } = taken(outline.alerts.map(alertText), room, (part) => part.length);
  return {
    embeds: [
      {
        title: fit(outline.headline, maxTitle, escapeMarkdown),
        ...(outline.link === null ? {} : { url: outline.link }),
        description: `${head}${parts.join('')}${more(left)}`,
        color: outline.isFiring ? colors[outline.severity] : resolvedColor,
        timestamp: new Date(at).toISOString(),
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

export const escapeMarkdown = (text: string) => defuse(text).replace(/[\\`*_~|<>[\]()#:{}!-]/g, '\\$&');

/** In a block of code nothing is markup except its end. */
const codeText = (text: string) => text.replace(/`/g, 'ˋ');

function alertText(alert: AlertOutline): string {
  const lines = [
    `\n\n**${alert.isFiring ? '' : 'Resolved: '}${escapeMarkdown(alert.title)}** ${escapeMarkdown(spanOf(alert))}`,
    ...[alert.because, alert.summary].filter((line) => line !== '').map(escapeMarkdown),
    ...(alert.labels.length > 0 ? [`\`\`\`\n${alert.labels.map(codeText).join('\n')}\n\`\`\``] : []),
    ...(alert.runbookUrl === null ? [] : [`[Runbook](<${alert.runbookUrl.replace(/[<>()]/g, encodeURIComponent)}>)`]),
  ];
  return lines.join('\n');
}

/**
 * Webhooks of Discord cannot answer to a message (the documentation of "Execute Webhook" has no `message_reference`),
 * so a later message also brings the first one of its group up to date; the thread is the id of that.
 */
export const deliverDiscord: Deliver<'discord'> = async ({ secrets, message, thread }, outlet) => {
  const url = new URL(needed(secrets.webhookUrl, 'webhook URL'));
  const body = renderDiscord(outlineOf(message), message.at);
  if (thread !== null) {
    const first = new URL(url);
    first.pathname = `${url.pathname.replace(/\/+$/, '')}/messages/${encodeURIComponent(thread)}`;
    const response = await outlet.http({
      url: first.href,
      method: 'PATCH',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
    });
    const fault = answerFault(response, outlet.clock.now());
    // Somebody may have removed it, or the channel sends elsewhere now; the new message still has to arrive.
    if (fault !== null && !fault.isPermanent) throw fault;
  }
  url.searchParams.set('wait', 'true');
  const answer = await postJson(outlet, { url: url.href, body });
  return thread ?? (isRecord(answer) && typeof answer.id === 'string' ? answer.id : null);
};
