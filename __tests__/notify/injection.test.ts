import { renderDiscord } from '@/lib/notify/channels/discord';
import { renderEmail } from '@/lib/notify/channels/email';
import { renderNtfy } from '@/lib/notify/channels/ntfy';
import { outlineOf } from '@/lib/notify/channels/outline';
import { renderSlack } from '@/lib/notify/channels/slack';
import { renderTeams } from '@/lib/notify/channels/teams';
import { renderTelegram } from '@/lib/notify/channels/telegram';
import type { SettingsOf } from '@/lib/model/channel';
import { alert, message } from './message';

/** What a sender of events may try to make of a label, an annotation or a title. */
const attacks = [
  '@everyone',
  '@here look',
  '<!channel>',
  '<!here|here>',
  '<@U024BE7LH>',
  '<https://evil.example|click>',
  'https://evil.example/login',
  'http://evil.example',
  'evil.example/login',
  '[click](https://evil.example)',
  '</code><a href="https://evil.example">click</a>',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '`@everyone`',
  '``` @everyone ```',
  '```\n@everyone',
  '*bold* _it_ ~gone~ ||secret||',
  '<at>Ada</at>',
  '\r\nBcc: evil@example.com',
  '"><a href=//evil.example>x',
  '\\[click\\](https://evil.example)',
  '&lt;a href=https://evil.example&gt;',
];
const of = (attack: string) =>
  message({
    workspace: { id: 'w', name: attack },
    policy: attack,
    receiver: attack,
    incident: { ...message().incident, title: attack } as NonNullable<ReturnType<typeof message>['incident']>,
    alerts: [
      alert({
        labels: { alertname: attack, severity: 'critical', path: attack },
        annotations: { summary: attack, runbook_url: 'https://evil.example/runbook' },
        because: attack,
        ruleId: null,
        // One of ours, as somebody may claim.
        generatorUrl: 'https://portal.example/alerts/r1',
      }),
    ],
  });
/** Every string in a value. */
const strings = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(strings)
      : [];
const email: SettingsOf<'email'> = {
  kind: 'email',
  to: ['ops@example.com'],
  from: 'portal@example.com',
  host: 'mail.example.com',
  port: 587,
  secure: false,
  sendResolved: true,
};

describe.each(attacks)('%j', (attack) => {
  const outline = outlineOf(of(attack));

  it('is only text in Slack', () => {
    const { text, blocks } = renderSlack(outline);
    expect(text).not.toMatch(/[<>]|@(?=\w)|:\/\//);
    const nodes = JSON.stringify(blocks);
    expect(nodes).not.toContain('"mrkdwn"');
    expect([...nodes.matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url)).toEqual([outline.link]);
    expect(nodes).not.toMatch(/"type":"(user|usergroup|broadcast|channel|emoji)"/);
  });

  it('is only text in Teams', () => {
    const card = JSON.stringify(renderTeams(outline));
    expect(card).not.toMatch(/"TextBlock"|"entities"|"FactSet"/);
    expect([...card.matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url)).toEqual([outline.link]);
  });

  it('is only text in Discord', () => {
    const { embeds, allowed_mentions: mentions } = renderDiscord(outline, 0);
    expect(mentions).toEqual({ parse: [] });
    const [embed] = embeds;
    for (const text of [embed?.title ?? '', embed?.description ?? '']) {
      const outside = text.replace(/```\n[^`]*\n```/g, '');
      expect(outside).not.toContain('`'.repeat(3));
      expect(outside).not.toMatch(/@(?=\w)|:\/\/|(?<!\\)<|(?<!\\)`|(?<!\\)\[|(?<!\\)\|/);
    }
  });

  it('is only text in Telegram', () => {
    const html = renderTelegram(outline);
    const tags = [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
    expect(new Set(tags)).toEqual(
      new Set(['<b>', '</b>', '<code>', '</code>', `<a href="${outline.link ?? ''}">`, '</a>']),
    );
    const outside = html.replace(/<code>[\s\S]*?<\/code>|<a [\s\S]*?<\/a>/g, '');
    expect(outside).not.toMatch(/@(?=\w)|:\/\/|\w\.[a-z]/);
  });

  it('is only text in ntfy', () => {
    const { title, message: body, click } = renderNtfy(outline, 'ops');
    expect(`${title}\n${body}`).not.toMatch(/@(?=\w)|:\/\//);
    expect(click).toBe(outline.link);
  });

  it('is only text in e-mail', () => {
    const mail = renderEmail({ settings: email, message: of(attack), idempotencyKey: 'k', thread: null }, null);
    expect(mail.subject).not.toMatch(/[\r\n]/);
    const html = mail.html;
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url)).toEqual([outline.link]);
    expect(html).not.toMatch(/<(script|img)|onerror=[^&]*>/i);
    const visible = html.replace(/<[^>]*>/g, ' ');
    expect(visible).not.toMatch(/:\/\/|@(?=\w)/);
    expect(mail.text.replace(outline.link ?? '', '')).not.toMatch(/:\/\/|@(?=\w)/);
    expect(strings(mail.headers).join()).not.toContain(attack);
  });
});
