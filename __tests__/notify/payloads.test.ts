import { renderDiscord } from '@/lib/notify/channels/discord';
import { renderNtfy } from '@/lib/notify/channels/ntfy';
import { outlineOf } from '@/lib/notify/channels/outline';
import { renderPagerduty } from '@/lib/notify/channels/pagerduty';
import { renderSlack } from '@/lib/notify/channels/slack';
import { renderTeams } from '@/lib/notify/channels/teams';
import { renderTelegram } from '@/lib/notify/channels/telegram';
import { renderSightglass } from '@/lib/notify/channels/sightglass-payload';
import { alert, message, resolved, startedAt } from './message';

const link = 'https://portal.example/incidents/i1?workspace=shop';
const outline = outlineOf(message());
const j = '\u2060';

describe('what each vendor gets', () => {
  it('is about the same: a headline, why it is sent, the facts and each alert', () => {
    expect(outline).toEqual({
      headline: '[FIRING:1] #12 Checkout fails',
      severity: 'critical',
      isFiring: true,
      occasion: 'New.',
      facts: 'Critical · Shop · 1 firing',
      alerts: [
        {
          isFiring: true,
          title: 'Checkout fails',
          because: '12 is above 5, for 2 min',
          summary: 'Payments are refused',
          labels: ['service=checkout', 'severity=critical'],
          since: '2026-03-09 08:30 UTC',
          until: null,
          runbookUrl: 'https://runbooks.example/checkout',
        },
      ],
      link,
    });
    expect(outlineOf(resolved()).headline).toBe('[RESOLVED] #12 Checkout fails');
    expect(outlineOf(message({ occasion: 'test', incident: null })).headline).toBe('[TEST] Checkout fails');
  });

  it('links runbooks of our rules only, because senders of alerts may write anything', () => {
    const foreign = alert({ ruleId: null });
    expect(outlineOf(message({ alerts: [foreign] })).alerts[0]?.runbookUrl).toBeNull();
    const script = alert({ annotations: { runbook_url: 'javascript:alert(1)' } });
    expect(outlineOf(message({ alerts: [script] })).alerts[0]?.runbookUrl).toBeNull();
  });

  it('webhook: our own fields, times in ISO 8601', () => {
    expect(renderSightglass(message({ alerts: [alert(), alert({ id: 'a2' })] }), { id: 'k1', maxAlerts: 1 })).toEqual({
      version: 1,
      id: 'k1',
      occasion: 'new',
      status: 'firing',
      at: '2026-03-09T08:31:00.000Z',
      workspace: { id: 'w', name: 'Shop' },
      policy: 'everything',
      receiver: 'on call',
      groupKey: 'incident:i1',
      groupLabels: {},
      incident: { id: 'i1', number: 12, title: 'Checkout fails', severity: 'critical', status: 'triage', url: link },
      alerts: [{ ...alert(), startsAt: '2026-03-09T08:30:00.000Z', endsAt: null }],
      truncatedAlerts: 1,
    });
  });

  it('Slack: a header and rich text whose elements say what they are', () => {
    expect(renderSlack(outline)).toEqual({
      text: `🔴 [FIRING:1] #${j}12 Checkout fails`,
      blocks: [
        {
          type: 'header',
          text: { type: 'plain_text', text: '🔴 [FIRING:1] #12 Checkout fails', emoji: false },
        },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'New.', style: { bold: true } },
                { type: 'text', text: ' Critical · Shop · 1 firing' },
              ],
            },
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: '\n' },
                { type: 'text', text: 'Checkout fails', style: { bold: true } },
                { type: 'text', text: ' since 2026-03-09 08:30 UTC\n' },
                { type: 'text', text: '12 is above 5, for 2 min\n' },
                { type: 'text', text: 'Payments are refused\n' },
                { type: 'text', text: 'service=checkout', style: { code: true } },
                { type: 'text', text: ' ' },
                { type: 'text', text: 'severity=critical', style: { code: true } },
                { type: 'text', text: ' ' },
                { type: 'text', text: '\n' },
                { type: 'link', url: 'https://runbooks.example/checkout', text: 'Runbook' },
                { type: 'text', text: '\n' },
              ],
            },
            { type: 'rich_text_section', elements: [{ type: 'link', url: link, text: 'Open the incident' }] },
          ],
        },
      ],
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  it('Teams: an adaptive card of runs, and a button', () => {
    const { type, attachments } = renderTeams(outline);
    expect(type).toBe('message');
    expect(attachments).toHaveLength(1);
    expect(attachments[0]).toMatchObject({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: {
        type: 'AdaptiveCard',
        version: '1.4',
        actions: [{ type: 'Action.OpenUrl', title: 'Open the incident', url: link }],
      },
    });
    expect(attachments[0]?.content.body[0]).toEqual({
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text: `[FIRING:1] #${j}12 Checkout fails`, weight: 'Bolder', color: 'Attention' }],
    });
    expect(attachments[0]?.content.body.every((part) => part.type === 'RichTextBlock')).toBe(true);
  });

  it('Discord: one embed, and nobody may be mentioned', () => {
    expect(renderDiscord(outline, startedAt)).toEqual({
      embeds: [
        {
          title: `\\[FIRING\\:1\\] \\#${j}12 Checkout fails`,
          url: link,
          description: [
            '**New.** Critical · Shop · 1 firing',
            '',
            '**Checkout fails** since 2026\\-03\\-09 08\\:30 UTC',
            '12 is above 5, for 2 min',
            'Payments are refused',
            '```',
            'service=checkout',
            'severity=critical',
            '```',
            '[Runbook](<https://runbooks.example/checkout>)',
          ].join('\n'),
          color: 0xdc2626,
          timestamp: '2026-03-09T08:30:00.000Z',
        },
      ],
      allowed_mentions: { parse: [] },
    });
  });

  it('Telegram: HTML with labels as code', () => {
    expect(renderTelegram(outline)).toBe(
      [
        `<b>[FIRING:1] #${j}12 Checkout fails</b>`,
        'New. Critical · Shop · 1 firing',
        '',
        '<b>Checkout fails</b> since 2026-03-09 08:30 UTC',
        '12 is above 5, for 2 min',
        'Payments are refused',
        '<code>service=checkout</code> <code>severity=critical</code>',
        '<a href="https://runbooks.example/checkout">Runbook</a>',
        '',
        `<a href="${link}">Open the incident</a>`,
      ].join('\n'),
    );
  });

  it('PagerDuty: trigger and resolve under one key', () => {
    const key = 'R'.repeat(32);
    const trigger = renderPagerduty(message(), key);
    expect(trigger).toMatchObject({
      routing_key: key,
      event_action: 'trigger',
      payload: {
        summary: '[FIRING:1] #12 Checkout fails',
        source: 'Shop',
        severity: 'critical',
        timestamp: '2026-03-09T08:31:00.000Z',
        custom_details: { alerts: [{ title: 'Checkout fails', labels: ['service=checkout', 'severity=critical'] }] },
      },
      client: 'Sightglass',
      client_url: link,
      links: [
        { href: link, text: 'Open the incident' },
        { href: 'https://runbooks.example/checkout', text: 'Runbook' },
      ],
    });
    expect(renderPagerduty(resolved(), key)).toEqual({
      routing_key: key,
      dedup_key: trigger.dedup_key,
      event_action: 'resolve',
    });
    expect(trigger.dedup_key).toMatch(/^[0-9a-f]{64}$/);
    expect(renderPagerduty(message({ workspace: { id: 'other', name: '' } }), key).dedup_key).not.toBe(
      trigger.dedup_key,
    );
  });

  it('ntfy: a priority that rings, an emoji and what a tap opens', () => {
    expect(renderNtfy(outline, 'ops')).toMatchObject({
      topic: 'ops',
      title: `[FIRING:1] #${j}12 Checkout fails`,
      priority: 5,
      tags: ['rotating_light'],
      click: link,
    });
    expect(renderNtfy(outlineOf(resolved()), 'ops')).toMatchObject({ priority: 3, tags: ['white_check_mark'] });
  });
});

describe('a message with very many alerts', () => {
  const long = Array.from({ length: 400 }, (_, index) =>
    alert({
      labels: { alertname: `<b>${'& '.repeat(200)}${index}`, path: '`*_'.repeat(200) },
      because: '😀<'.repeat(300),
    }),
  );
  const crowd = outlineOf(message({ alerts: long }));

  it('stays within what Slack takes', () => {
    const { blocks } = renderSlack(crowd);
    expect(JSON.stringify(blocks).length).toBeLessThan(12_000);
    expect(JSON.stringify(blocks)).toMatch(/and 3\d\d more alerts/);
  });

  it('stays within what Teams takes', () => {
    expect(Buffer.byteLength(JSON.stringify(renderTeams(crowd)))).toBeLessThan(28_000);
  });

  it('stays within what Discord takes', () => {
    const [embed] = renderDiscord(crowd, startedAt).embeds;
    expect(embed?.title.length).toBeLessThanOrEqual(256);
    expect(embed?.description.length).toBeLessThanOrEqual(4_096);
    // Every block of code is closed.
    expect((embed?.description.match(/```/g)?.length ?? 0) % 2).toBe(0);
  });

  it('stays within what Telegram takes, with every tag closed', () => {
    const text = renderTelegram(crowd);
    expect(text.length).toBeLessThanOrEqual(4_096);
    for (const tag of ['b', 'code', 'a'])
      expect(text.match(new RegExp(`<${tag}[ >]`, 'g'))?.length).toBe(text.match(new RegExp(`</${tag}>`, 'g'))?.length);
    expect(text).toMatch(/and 3\d\d more alerts\n\n<a /);
  });

  it('stays within what ntfy and PagerDuty take', () => {
    expect(Buffer.byteLength(renderNtfy(crowd, 'ops').message)).toBeLessThanOrEqual(4_096);
    const event = renderPagerduty(message({ alerts: long }), 'k');
    expect(JSON.stringify(event).length).toBeLessThan(100_000);
  });
});
