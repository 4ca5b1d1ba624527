import { SendError } from '@/lib/notify/sending/sender';
import { answerFault } from '@/lib/notify/transport/answer-fault';
import type { Deliver } from './channel-types';
import { moreAlerts, outlineOf, spanOf, type AlertOutline, type Outline } from './outline';
import { defuse, taken } from './plain-text';
import { needed } from './post-json';

/** Teams refuses messages over 28 KB. */
const maxCardBytes = 22_000;

const colors = { critical: 'Attention', warning: 'Warning', info: 'Accent' } as const;

type Run = {
  type: 'TextRun';
  text: string;
  weight?: 'Bolder';
  fontType?: 'Monospace';
  isSubtle?: true;
  selectAction?: { type: 'Action.OpenUrl'; url: string };
  color?: string;
};
type Block = { type: 'RichTextBlock'; separator?: true; spacing?: 'Medium'; inlines: Run[] };
const run = (text: string, style: Omit<Run, 'type' | 'text'> = {}): Run => ({ type: 'TextRun', text, ...style });
const block = (inlines: Run[], style: Omit<Block, 'type' | 'inlines'> = {}): Block => ({
  type: 'RichTextBlock',
  ...style,
  inlines,
});

/**
 * A message for a workflow "when a Teams webhook request is received": an adaptive card 1.4. Text stands in runs, which
 * know no Markdown, and without `msteams.entities` nothing is a mention.
 */
export function renderTeams(outline: Outline) {
  const color = outline.isFiring ? colors[outline.severity] : 'Good';
  const { parts, left } = taken(outline.alerts.map(alertBlocks), maxCardBytes, (part) =>
    Buffer.byteLength(JSON.stringify(part)),
  );
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    body: [
      block([run(defuse(outline.headline), { weight: 'Bolder', color })]),
      block([run(`${outline.occasion} `, { weight: 'Bolder' }), run(defuse(outline.facts), { isSubtle: true })]),
      ...parts.flat(),
      ...(left > 0 ? [block([run(moreAlerts(left), { isSubtle: true })])] : []),
    ],
    ...(outline.link === null
      ? {}
      : { actions: [{ type: 'Action.OpenUrl', title: 'Open the incident', url: outline.link }] }),
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  };
}

function alertBlocks(alert: AlertOutline): Block[] {
  const title = `${alert.isFiring ? '' : 'Resolved: '}${alert.title}`;
  const blocks = [
    block([run(defuse(title), { weight: 'Bolder' }), run(` ${spanOf(alert)}`, { isSubtle: true })], {
      separator: true,
      spacing: 'Medium',
    }),
  ];
  for (const line of [alert.because, alert.summary]) if (line !== '') blocks.push(block([run(defuse(line))]));
  if (alert.labels.length > 0) blocks.push(block([run(alert.labels.join('  '), { fontType: 'Monospace' })]));
  if (alert.runbookUrl !== null)
    blocks.push(block([run('Runbook', { selectAction: { type: 'Action.OpenUrl', url: alert.runbookUrl } })]));
  return blocks;
}

export const deliverTeams: Deliver<'teams'> = async ({ secrets, message }, { http, clock }) => {
  const response = await http({
    url: needed(secrets.webhookUrl, 'webhook URL'),
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(renderTeams(outlineOf(message))),
  });
  const fault = answerFault(response, clock.now());
  if (fault !== null) throw fault;
  // Older connectors answer 200 to what they could not deliver.
  if (/Webhook message delivery failed|endpoint returned HTTP error/i.test(response.text))
    throw new SendError('Teams took the message, but could not deliver it.', !/\b(429|5\d\d)\b/.test(response.text));
  return null;
};
