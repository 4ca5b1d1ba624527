import type { Deliver } from './channel-types';
import { moreAlerts, outlineOf, spanOf, type AlertOutline, type Outline } from './outline';
import { defuse, taken } from './plain-text';
import { postJson } from './post-json';

/** Longer messages become an attachment that phones do not show. */
const maxMessageBytes = 4_096;

/** 5 rings through "do not disturb", 3 is ordinary. */
const priorities = { critical: 5, warning: 4, info: 3 } as const;
/** Names of emojis that ntfy puts before the title. */
const tags = { critical: 'rotating_light', warning: 'warning', info: 'information_source' } as const;

/** A message to publish as JSON; plain text, in which apps make links of what looks like one. */
export function renderNtfy(outline: Outline, topic: string) {
  const head = `${outline.occasion} ${defuse(outline.facts)}`;
  const more = (left: number) => (left > 0 ? `\n\n${moreAlerts(left)}` : '');
  const room = maxMessageBytes - Buffer.byteLength(head) - more(outline.alerts.length).length;
  const { parts, left } = taken(outline.alerts.map(alertText), room, (part) => Buffer.byteLength(part));
  return {
    topic,
    title: defuse(outline.headline),
    message: `${head}${parts.join('')}${more(left)}`,
    priority: outline.isFiring ? priorities[outline.severity] : 3,
    tags: [outline.isFiring ? tags[outline.severity] : 'white_check_mark'],
    ...(outline.link === null ? {} : { click: outline.link }),
  };
}

function alertText(alert: AlertOutline): string {
  const lines = [
    `\n\n${alert.isFiring ? '' : 'Resolved: '}${defuse(alert.title)} ${spanOf(alert)}`,
    ...[alert.because, alert.summary, alert.labels.join(' ')].filter((line) => line !== '').map(defuse),
    ...(alert.runbookUrl === null ? [] : [alert.runbookUrl]),
  ];
  return lines.join('\n');
}

export const deliverNtfy: Deliver<'ntfy'> = async ({ settings, secrets, message }, outlet) => {
  await postJson(outlet, {
    url: settings.server,
    headers: secrets.token === undefined ? {} : { authorization: `Bearer ${secrets.token}` },
    body: renderNtfy(outlineOf(message), settings.topic),
  });
  return null;
};
