import { createHash } from 'node:crypto';
import { escapeXml } from '@/lib/chart/svg';
import type { Notification } from '@/lib/model/notification';
import { moreAlerts, spanOf, type AlertOutline, type Outline } from './outline';
import { defuse } from './plain-text';

const maxAlerts = 25;
const colors = { critical: '#b91c1c', warning: '#b45309', info: '#1d4ed8' } as const;
const resolvedColor = '#15803d';
export const chartId = 'chart@sightglass';

/** Mail readers make links of what looks like one, so that is broken before it is escaped. */
const html = (text: string) => escapeXml(defuse(text));

/**
 * Ids of a message and of what it answers to (RFC 5322, 3.6.4). The root is made of the group, so mail programs put all
 * messages of a group into one thread even when the first one was lost.
 */
export function threadHeaders(
  { workspace, groupKey }: Notification,
  { from, idempotencyKey, thread }: { from: string; idempotencyKey: string; thread: string | null },
) {
  const domain = from.split('@').at(-1) ?? 'sightglass';
  const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
  const root = `<group.${hash(`${workspace.id}\n${groupKey}`)}@${domain}>`;
  return {
    messageId: `<message.${hash(idempotencyKey)}@${domain}>`,
    references: thread === null || thread === root ? [root] : [root, thread],
    ...(thread === null ? {} : { inReplyTo: thread }),
  };
}

export function renderEmailText(outline: Outline, footer: string): string {
  const shown = outline.alerts.slice(0, maxAlerts);
  const left = outline.alerts.length - shown.length;
  const parts = [
    defuse(outline.headline),
    `${outline.occasion} ${defuse(outline.facts)}`,
    ...shown.map((alert) =>
      [
        `${alert.isFiring ? 'Firing' : 'Resolved'}: ${defuse(alert.title)} (${spanOf(alert)})`,
        ...[alert.because, alert.summary, ...alert.labels]
          .filter((line) => line !== '')
          .map((line) => `  ${defuse(line)}`),
        ...(alert.runbookUrl === null ? [] : [`  Runbook: ${alert.runbookUrl}`]),
      ].join('\n'),
    ),
    ...(left > 0 ? [moreAlerts(left)] : []),
    ...(outline.link === null ? [] : [`Open the incident: ${outline.link}`]),
    `-- \n${defuse(footer)}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A document with its styles written at each element, which is what mail programs keep. */
export function renderEmailHtml(outline: Outline, { footer, hasChart }: { footer: string; hasChart: boolean }): string {
  const color = outline.isFiring ? colors[outline.severity] : resolvedColor;
  const shown = outline.alerts.slice(0, maxAlerts);
  const left = outline.alerts.length - shown.length;
  const chart = hasChart
    ? `<p style="margin:16px 0"><img src="cid:${chartId}" alt="The chart when it fired" style="max-width:100%;height:auto;border:1px solid #e4e4e7;border-radius:6px"></p>`
    : '';
  const button =
    outline.link === null
      ? ''
      : `<p style="margin:20px 0 4px"><a href="${escapeXml(outline.link)}" style="display:inline-block;padding:10px 16px;border-radius:6px;background:#18181b;color:#ffffff;text-decoration:none;font-weight:600">Open the incident</a></p>`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"></head>',
    '<body style="margin:0;padding:16px;background:#f4f4f5;color:#18181b;font:15px/1.5 -apple-system,\'Segoe UI\',Roboto,Arial,sans-serif">',
    `<div style="max-width:640px;margin:0 auto;background:#ffffff;border:1px solid #e4e4e7;border-top:4px solid ${color};border-radius:8px;padding:20px">`,
    `<h1 style="margin:0 0 4px;font-size:18px;line-height:1.35">${html(outline.headline)}</h1>`,
    `<p style="margin:0;color:#52525b"><strong style="color:${color}">${outline.occasion}</strong> ${html(outline.facts)}</p>`,
    chart,
    ...shown.map(alertHtml),
    left > 0 ? `<p style="margin:12px 0;color:#52525b">${moreAlerts(left)}</p>` : '',
    button,
    '</div>',
    `<p style="max-width:640px;margin:12px auto;color:#71717a;font-size:12px">${html(footer)}</p></body></html>`,
  ].join('\n');
}

function alertHtml(alert: AlertOutline): string {
  const line = (text: string) => (text === '' ? '' : `<p style="margin:4px 0">${html(text)}</p>`);
  const labels = alert.labels
    .map(
      (label) =>
        `<code style="display:inline-block;margin:2px 4px 2px 0;padding:1px 6px;border-radius:4px;background:#f4f4f5;font:12px ui-monospace,Menlo,Consolas,monospace">${html(label)}</code>`,
    )
    .join('');
  const runbook =
    alert.runbookUrl === null ? '' : `<p style="margin:4px 0"><a href="${escapeXml(alert.runbookUrl)}">Runbook</a></p>`;
  return [
    '<div style="margin-top:14px;padding-top:12px;border-top:1px solid #e4e4e7">',
    `<p style="margin:0"><strong>${alert.isFiring ? '' : 'Resolved: '}${html(alert.title)}</strong> <span style="color:#71717a">${spanOf(alert)}</span></p>`,
    line(alert.because),
    line(alert.summary),
    labels === '' ? '' : `<p style="margin:6px 0 0">${labels}</p>`,
    runbook,
    '</div>',
  ].join('');
}
