import { drawChart, drawMessage } from '@/lib/embed/draw-chart';
import { svgPng } from '@/lib/raster/svg-png';
import { look, savedChart, trendAnswer } from './chart';

const hostile = `</title><script>alert(1)</script><img src=x onerror="alert(2)">'&\u0000\ud800`;
const draw = (of: Partial<Parameters<typeof drawChart>[0]> = {}): string =>
  drawChart({ doc: savedChart().doc, look: look(), answer: trendAnswer(), note: '', ...of });

describe('the picture of a chart by URL', () => {
  it('has the size, title, legend and readable axes in it', () => {
    const svg = draw({ answer: trendAnswer(['Berlin', 'Paris']), look: look('width=640&height=320') });
    expect(svg).toMatch(/^<svg [^>]*width="640" height="320" viewBox="0 0 640 320"/);
    for (const text of ['Sign-ups', 'Berlin', 'Paris', '09:00', '>4<']) expect(svg).toContain(text);
  });

  it('is painted in the colours of its theme, on the background that was asked for', () => {
    expect(draw()).toContain('<rect width="800" height="400" fill="#ffffff"/>');
    expect(draw({ look: look('theme=dark') })).toContain('<rect width="800" height="400" fill="#121a1f"/>');
    expect(draw({ look: look('background=abc') })).toContain('<rect width="800" height="400" fill="#abc"/>');
    expect(draw({ look: look('background=transparent') })).not.toContain('<rect width="800" height="400"');
    expect(draw()).not.toContain('var(--');
  });

  it('says what has to be said below the chart, in no more height', () => {
    const svg = draw({ note: '12 min old, engine down' });
    expect(svg).toContain('>12 min old, engine down</text>');
    expect(svg).toContain('height="400"');
  });

  it.each(['line', 'stacked', 'table'] as const)('shows names with markup as text in a %s', (chart) => {
    const doc = { ...savedChart().doc, title: hostile, chart };
    const svg = draw({ doc, answer: trendAnswer([hostile, 'fine']), note: hostile });
    expect(svg).not.toMatch(/<(script|img|foreignObject|style)|javascript:|\0|[\ud800-\udfff]/i);
    // Attributes of elements only: what is text may hold the word.
    expect(svg.replaceAll(/>[^<]*</g, '><')).not.toMatch(/\son\w+=/i);
    expect(svg).toContain('&lt;script&gt;');
    expect(svg.match(/<title/g)).toHaveLength(1);
  });

  it('says that there is nothing in the range', () => {
    const svg = draw({ answer: trendAnswer(['a'], [0, 0, 0]) });
    expect(svg).toContain('No data');
    expect(svg).toContain('Last 24 hours');
  });

  it('is drawn in the way that fits best when the answer does not fit the chart', () => {
    expect(draw({ doc: { ...savedChart().doc, chart: 'funnel' } })).toContain('<path');
    expect(draw({ doc: { ...savedChart().doc, chart: 'events' } })).toContain('Time');
  });

  it('is of bounded length, however long the answer is', () => {
    const many = Array.from({ length: 1_500 }, (_, index) => (index * 7_919) % 1_000);
    const names = Array.from({ length: 20 }, (_, index) => `series ${index}`);
    expect(draw({ answer: trendAnswer(names, many) }).length).toBeLessThan(120_000);
  });

  it('is as small as 100 by 60 and as large as 2,000 by 2,000, as PNG too', async () => {
    for (const search of ['width=100&height=60', 'width=2000&height=2000']) {
      const at = look(search);
      const png = await svgPng(draw({ look: at, note: '3 h old, engine restarting' }), { zoom: 1 });
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([at.width, at.height]);
    }
  });
});

describe('the picture of a failure', () => {
  it('says what is the matter under the title of the chart', () => {
    const svg = drawMessage('Sign-ups', ['The engine is away.', 'It comes back by itself.'], look());
    for (const text of ['Sign-ups', 'The engine is away.', 'It comes back by itself.']) expect(svg).toContain(text);
  });
});
