import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { Chart } from '@/app/_ui/charts/chart';
import type { ChartProps } from '@/app/_ui/charts/chart-props';
import type { BreakdownData, TrendData } from '@/lib/model/answer';

const hour = 3_600_000;
const start = Date.UTC(2026, 2, 28);

function trend(keys: string[], points = 24): TrendData {
  return {
    kind: 'trend',
    grain: '1h',
    buckets: Array.from({ length: points }, (_, index) => start + index * hour),
    series: keys.map((key, at) => ({
      key,
      label: key,
      measure: 0,
      group: [key],
      values: Array.from({ length: points }, (_, index) => (index % 7) * (at + 1)),
    })),
    openFrom: start + (points - 1) * hour,
  };
}

const breakdown: BreakdownData = {
  kind: 'breakdown',
  dimensions: ['properties.origin'],
  measures: ['Departures'],
  rows: [
    { group: ['ATL'], values: [120], previous: [100] },
    { group: [null], values: [60], previous: [0] },
    { group: ['ORD'], values: [30], previous: [60] },
    { group: [], values: [20], isOther: true },
  ],
};

const base = { unit: 'count', timezone: 'UTC', title: 'Departures', height: 240 } as const;
const html = (props: Partial<ChartProps> & Pick<ChartProps, 'chart' | 'data'>) =>
  renderToString(<Chart {...base} {...props} />);

describe('the server’s HTML', () => {
  test.each(['line', 'area', 'stacked'] as const)('has the whole %s chart as SVG', (chart) => {
    const text = html({ chart, data: trend(['ATL', 'ORD']) });
    expect(text).toContain('<svg');
    expect(text).toMatch(/<path d="M\d+ \d+l/);
    expect(text).toContain('aria-label="Departures. 24 points from Sat, Mar 28, 00:00');
    expect(text).toContain('>12:00</text>');
    expect(text).toContain('var(--chart-2)');
    expect(text).not.toContain('recharts');
  });

  test('has the histogram, the bars and the sparkline as SVG too', () => {
    const bins = [4, 9, 2].map((count, index) => ({ from: index * 10, to: index * 10 + 10, count }));
    expect(
      html({ chart: 'histogram', data: { kind: 'distribution', of: 'value', count: 15, bins } }).match(/<rect /g),
    ).toHaveLength(3);
    expect(html({ chart: 'bars', data: breakdown })).toContain('<rect x="0%" width="100%"');
    const number = html({
      chart: 'number',
      data: { kind: 'total', values: [{ label: 'n', value: 1_500, previous: 1_000 }] },
      spark: trend(['all']),
      betterWhen: 'higher',
      height: 132,
    });
    expect(number).toContain('data-chart="static"');
    expect(number).toContain('>1.5k</p>');
    expect(number).toContain('data-tone="good"');
  });

  test('costs less than 12 KB for a day of minutes', () => {
    expect(Buffer.byteLength(html({ chart: 'area', data: trend(['ATL'], 1_440) }))).toBeLessThan(12 * 1_024);
  });

  test('has no chart for raw events, nor one that breaks without data', () => {
    expect(html({ chart: 'line', data: { kind: 'table', columns: [], rows: [] } })).toBe('');
    expect(html({ chart: 'line', data: { ...trend([]), buckets: [] } })).toContain('Departures: no data.');
    expect(html({ chart: 'bars', data: { ...breakdown, rows: [] } })).toContain('no data');
  });
});

describe('bars', () => {
  test('are buttons that say which group was picked, except Other', () => {
    const onSelect = jest.fn();
    render(<Chart {...base} chart="bars" data={breakdown} onSelect={onSelect} betterWhen="higher" />);
    const list = screen.getByRole('list', { name: /Departures by properties.origin: ATL 120/ });
    expect(within(list).getAllByRole('button')).toHaveLength(3);
    fireEvent.click(within(list).getByRole('button', { name: /ORD/ }));
    fireEvent.click(within(list).getByRole('button', { name: /\(none\)/ }));
    expect(onSelect.mock.calls).toEqual([
      [{ kind: 'group', group: ['ORD'], label: 'ORD' }],
      [{ kind: 'group', group: [null], label: '(none)' }],
    ]);
    expect(within(list).getByText('+20 %')).toHaveAttribute('data-tone', 'good');
    expect(within(list).getByText('new')).toBeInTheDocument();
  });
});

/** Recharts is loaded when somebody is at the page, and Jest compiles it first. */
const interactive = () => {
  fireEvent.pointerMove(window);
  return screen.findByRole('application', {}, { timeout: 20_000 });
};

describe('a time chart in the browser', () => {
  test('is drawn by Recharts once somebody is at the page', async () => {
    const { container } = render(<Chart {...base} chart="line" data={trend(['ATL', 'ORD'])} />);
    expect(container.querySelector('svg[data-chart="static"]')).toBeInTheDocument();
    expect(await interactive()).toHaveAttribute('height', '212');
    expect(container.querySelector('svg[data-chart="static"]')).not.toBeInTheDocument();
    expect(container.querySelectorAll('.sg-marks .recharts-line-curve')).toHaveLength(4);
  });

  test('hides a series by its name in the legend, and shows one alone', async () => {
    const { container } = render(<Chart {...base} chart="line" data={trend(['ATL', 'ORD', 'DFW'])} />);
    await interactive();
    const colors = () =>
      new Set(
        [...container.querySelectorAll('.sg-marks .recharts-line-curve')].map((line) => line.getAttribute('stroke')),
      );
    fireEvent.click(screen.getByRole('button', { name: 'ORD' }));
    expect(screen.getByRole('button', { name: 'ORD' })).toHaveAttribute('aria-pressed', 'false');
    expect(colors()).toEqual(new Set(['var(--chart-1)', 'var(--chart-3)']));
    fireEvent.click(screen.getByRole('button', { name: 'DFW' }), { altKey: true });
    expect(colors()).toEqual(new Set(['var(--chart-3)']));
    fireEvent.click(screen.getByRole('button', { name: 'DFW' }), { altKey: true });
    expect(colors().size).toBe(3);
  });

  test('keeps the colour of a series when live numbers change the order', () => {
    const { rerender } = render(<Chart {...base} chart="line" data={trend(['ATL', 'ORD'])} />);
    rerender(<Chart {...base} chart="line" data={trend(['ORD', 'DFW', 'ATL'])} />);
    const color = (name: string) => screen.getByRole('button', { name }).querySelector('line')?.getAttribute('stroke');
    expect([color('ATL'), color('ORD'), color('DFW')]).toEqual(['var(--chart-1)', 'var(--chart-2)', 'var(--chart-3)']);
  });

  test('tells the values of a bucket, largest first, to the keyboard', async () => {
    render(<Chart {...base} chart="line" data={trend(['ATL', 'ORD'])} />);
    const surface = await interactive();
    act(() => surface.focus());
    fireEvent.keyDown(surface, { key: 'ArrowRight' });
    fireEvent.keyDown(surface, { key: 'ArrowRight' });
    const names = await screen.findAllByRole('rowheader');
    expect(names.map((name) => name.textContent)).toEqual(['ORD', 'ATL']);
  });
});
