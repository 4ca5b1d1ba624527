import { bodyHtml, type DrawnPanel } from '@/lib/embed/draw/body-html';
import { localeName } from '@/lib/embed/draw/locale-name';
import { embedPage, type EmbedPageInput } from '@/lib/embed/page/embed-page';
import { lookOf } from '@/lib/embed/page/look';
import type { Answer, AnswerData } from '@/lib/model/answer';
import { defaultSettings } from '@/lib/model/embed';
import { defaultBoardView } from '@/lib/dashboards/board/board-view';
import { dashboardDocSchema } from '@/lib/model/dashboard';

const evil = `</title><script>alert(1)</script><img src=x onerror=alert(1)>" onload="alert(1)`;
const panel: DrawnPanel = { id: 'p1', title: evil, chart: 'line', unit: 'count', height: 200, timezone: 'UTC' };
const buckets = [0, 1, 2].map((hour) => Date.UTC(2026, 2, 3, hour));
const trend: AnswerData = {
  kind: 'trend',
  grain: '1h',
  buckets,
  series: [
    { key: 'a', label: evil, measure: 0, group: [evil], values: [1_234.5, 2_000, 3_000] },
    { key: 'b', label: 'b', measure: 0, group: ['b'], values: [1, 2, 3] },
  ],
};
const table: AnswerData = { kind: 'table', columns: ['name'], rows: [{ id: '1', timestamp: 0, cells: [evil] }] };
const breakdown: AnswerData = {
  kind: 'breakdown',
  dimensions: ['properties.x'],
  measures: ['count'],
  rows: [{ group: [evil], values: [1_234] }],
};
const how = { widths: [340, 620], locale: 'en' };

/** What a browser would make of it: elements and attributes that are not ours. */
const strangers = (html: string) => html.match(/<(script|img|iframe|object|style)\b|\son\w+=|javascript:/gi) ?? [];

describe('the body of a panel', () => {
  it.each([
    ['line', trend],
    ['stacked', trend],
    ['columns', trend],
    ['table', trend],
    ['table', table],
    ['events', table],
    ['bars', breakdown],
  ] as const)('has no markup of names and titles in it: %s', (chart, data) => {
    const html = bodyHtml({ ...panel, chart }, { data }, how);
    expect(html.replaceAll(/&[a-z0-9#]+;/g, ' ').match(/<script|<img/gi)).toBeNull();
    expect(strangers(html.replaceAll(/>[^<]*</g, '><').replaceAll(/="[^"]*"/g, ''))).toEqual([]);
  });

  it('draws one picture for each width and none of a time in which nothing happened', () => {
    expect(bodyHtml(panel, { data: trend }, how).match(/class="sg-plot"/g)).toHaveLength(2);
    expect(bodyHtml(panel, { data: { ...trend, series: [] } }, how)).toContain('Nothing happened');
  });

  it('writes numbers and dates in a locale', () => {
    const german = { widths: [620], locale: localeName('de') };
    expect(bodyHtml({ ...panel, chart: 'table' }, { data: trend }, german)).toContain('1.234,5');
    const days = { ...trend, grain: '1d' as const, buckets: [1, 2, 3].map((day) => Date.UTC(2026, 2, day)) };
    expect(bodyHtml(panel, { data: days }, german)).toContain('2. März');
    expect(localeName('not a locale')).toBe('en');
  });
});

it('a page escapes what authors and viewers write, and carries its numbers without script', () => {
  const markdown = `# Hi\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![y](javascript:alert(2))`;
  const doc = dashboardDocSchema.parse({ title: evil });
  const layout = { x: 0, y: 0, w: 6, h: 4 };
  const spec = { kind: 'trend', timezone: 'UTC', range: { last: '24h' } } as never;
  const answer = {
    data: trend,
    query: spec,
    meta: { asOf: 0, freshness: 'stale', ageMs: 240_000, reason: 'engine_down' },
  };
  const input: EmbedPageInput = {
    view: {
      title: evil,
      doc,
      view: defaultBoardView(doc),
      timezone: 'UTC',
      panels: [
        { type: 'text', id: 't', title: '', layout, markdown },
        {
          type: 'chart',
          id: 'p1',
          title: evil,
          layout,
          pace: 'live',
          panel: { ...panel, spec, size: { columns: 6, rows: 4 } },
        },
      ],
    },
    answers: new Map([['p1', { answer: answer as unknown as Answer, spark: null }]]),
    settings: defaultSettings,
    look: lookOf(new URLSearchParams('theme=dark&locale="><script>'), defaultSettings),
    nonce: 'n0nce',
    script: '/embed/view.js',
    grant: '</script><script>alert(1)</script>',
    filters: '',
    now: 300_000,
  };
  const html = embedPage(input);
  expect(html.match(/<script(?! nonce="n0nce")/g)).toBeNull();
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html).not.toMatch(/<img[^>]+onerror|href="javascript:|src="javascript:/);
  expect(html).toContain('5 min, not current: engine down');
  expect(html).toMatch(/<path d="M/);
  expect(html).not.toMatch(/ style="/);
});
