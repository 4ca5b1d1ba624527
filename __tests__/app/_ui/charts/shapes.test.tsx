import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { Chart } from '@/app/_ui/charts/chart';
import type { ChartProps } from '@/app/_ui/charts/chart-props';
import { ChartSync } from '@/app/_ui/charts/chart-sync';
import type { TrendData } from '@/lib/model/answer';
import { shapeSamples } from '@/scripts/chart-samples-shapes';

function sample(id: string): Omit<ChartProps, 'onSelect'> {
  const found = shapeSamples.find((one) => one.id === id);
  if (!found) throw new Error(`no sample ${id}`);
  return found;
}

const hour = 3_600_000;
const trend: TrendData = {
  kind: 'trend',
  grain: '1h',
  buckets: Array.from({ length: 12 }, (_, index) => index * hour),
  series: ['ATL', 'ORD'].map((label, at) => ({
    key: label,
    label,
    measure: 0,
    group: [label],
    values: Array.from({ length: 12 }, (_, index) => index * (at + 1)),
  })),
};
const time = { chart: 'line', data: trend, unit: 'count', timezone: 'UTC', title: 'Flights', height: 240 } as const;

describe('a table', () => {
  const firstCells = () =>
    screen
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.firstChild?.textContent);

  test('sorts by a column, turns around, and goes back to the order of the answer', () => {
    render(<Chart {...sample('table-breakdown')} />);
    const head = screen.getByRole('columnheader', { name: /Revenue/ });
    const button = within(head).getByRole('button');
    fireEvent.click(button);
    expect(head).toHaveAttribute('aria-sort', 'descending');
    expect(firstCells()).toEqual(['(none)', 'Business', 'Team', 'Free']);
    fireEvent.click(button);
    expect(head).toHaveAttribute('aria-sort', 'ascending');
    expect(firstCells()[0]).toBe('Free');
    fireEvent.click(button);
    expect(head).not.toHaveAttribute('aria-sort');
  });

  test('shows the change against before, and picks a row', () => {
    const onSelect = jest.fn();
    render(<Chart {...sample('table-breakdown')} onSelect={onSelect} />);
    expect(screen.getByText('−11.7 %')).toHaveAttribute('data-tone', 'bad');
    fireEvent.click(screen.getByRole('button', { name: 'Team' }));
    expect(onSelect).toHaveBeenCalledWith({ kind: 'group', group: ['Team'], label: 'Team' });
  });

  test('of a trend begins with the newest bucket and says which one is still filling', () => {
    render(<Chart {...time} chart="table" data={{ ...trend, openFrom: 11 * hour }} />);
    expect(firstCells()[0]).toBe('Thu, Jan 1, 11:00so far');
  });

  test('of thousands of rows shows more when asked', () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => [index]);
    const columns = [{ name: 'n', type: 'number' as const, engineType: 'UInt64' }];
    render(<Chart {...time} chart="table" data={{ kind: 'sql', columns, rows, isTruncated: true }} />);
    expect(screen.getAllByRole('row')).toHaveLength(101);
    fireEvent.click(screen.getByRole('button', { name: 'Show 200 more of 900' }));
    expect(screen.getAllByRole('row')).toHaveLength(301);
  });
});

describe('a heat map', () => {
  test('is a table whose cells tell of themselves to pointer and arrow keys', () => {
    const { container } = render(<Chart {...sample('retention')} />);
    expect(screen.getByRole('columnheader', { name: 'Week 3' })).toBeInTheDocument();
    const region = screen.getByRole('region', { name: /Weekly retention. Highest: / });
    // jsdom has no layout and hence no scrolling.
    Element.prototype.scrollIntoView = jest.fn();
    const cell = container.querySelector('[data-cell="1,1"]');
    if (!cell) throw new Error('no cell');
    fireEvent.pointerOver(cell);
    expect(screen.getByText('Week of Sep 7, 2026, week 1: 44 %, 185 of 420 users')).toBeInTheDocument();
    fireEvent.keyDown(region, { key: 'ArrowDown' });
    expect(screen.getByText(/^Week of Sep 14, 2026, week 1: /)).toBeInTheDocument();
    fireEvent.keyDown(region, { key: 'Escape' });
    expect(screen.queryByText(/^Week of Sep 14, 2026, week 1: /)).not.toBeInTheDocument();
  });
});

describe('a funnel', () => {
  test('names its steps, what is left of them, and what groups did', () => {
    const onSelect = jest.fn();
    render(<Chart {...sample('funnel-groups')} onSelect={onSelect} />);
    expect(screen.getByRole('group', { name: /then Signed up 6.23k \(33.8 %\)/ })).toBeInTheDocument();
    const about = 'Phone, Signed up: 1,420 users, 23.6 % of the first step, 23.6 % of the step before';
    expect(screen.getByRole('img', { name: about })).toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: 'Phone' }));
    expect(onSelect).toHaveBeenCalledWith({ kind: 'group', group: ['Phone'], label: 'Phone' });
    expect(screen.queryByRole('button', { name: 'Other' })).not.toBeInTheDocument();
  });
});

describe('a flow', () => {
  test('lists its journeys, and lights up those through a ribbon that is pointed at', () => {
    const { container } = render(<Chart {...sample('flow')} />);
    const list = screen.getByRole('list', { name: 'Most frequent journeys' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(5);
    const ribbon = container.querySelector('.sg-ribbon');
    if (!ribbon) throw new Error('no ribbon');
    fireEvent.pointerEnter(ribbon);
    expect(screen.getByText('/pricing → /signup: 3,900, 41.5 % of /pricing')).toBeInTheDocument();
    expect(container.querySelectorAll('.sg-ribbon[data-lit="true"]').length).toBeGreaterThan(2);
  });
});

test('drivers pick a value of a field', () => {
  const onSelect = jest.fn();
  render(<Chart {...sample('drivers')} onSelect={onSelect} />);
  fireEvent.click(screen.getByRole('button', { name: /plan \(none\)/ }));
  expect(onSelect).toHaveBeenCalledWith({ kind: 'value', field: 'properties.plan', value: null });
});

test('what does not fit the answer draws nothing', () => {
  const { container } = render(<Chart {...time} chart="funnel" />);
  expect(container).toBeEmptyDOMElement();
});

/** Recharts is loaded when somebody is at the page, and Jest compiles it first. */
const interactive = async () => {
  fireEvent.pointerMove(window);
  return await screen.findAllByRole('application', {}, { timeout: 20_000 });
};

describe('charts over time', () => {
  test('have a marker for each annotation, by name', () => {
    const annotations = [{ id: 'a', at: 3 * hour, text: 'Release 2.4', tags: ['deploy'] }];
    render(<Chart {...time} annotations={annotations} />);
    expect(screen.getByRole('button', { name: 'Annotation, Thu, Jan 1, 03:00: Release 2.4' })).toBeInTheDocument();
  });

  test('share their crosshair, and Enter picks the point it stands on', async () => {
    const onSelect = jest.fn();
    const { container } = render(
      <ChartSync>
        <Chart {...time} onSelect={onSelect} />
        <Chart {...time} title="Delays" />
      </ChartSync>,
    );
    const [first] = await interactive();
    if (!first) throw new Error('no chart');
    act(() => first.focus());
    fireEvent.keyDown(first, { key: 'ArrowRight' });
    fireEvent.keyDown(first, { key: 'ArrowRight' });
    await screen.findAllByRole('rowheader');
    const lines = container.querySelectorAll('.sg-sync-line');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.closest('figure')).not.toBe(first.closest('figure'));
    fireEvent.keyDown(first, { key: 'Enter' });
    expect(onSelect).toHaveBeenCalledWith(expect.objectContaining({ kind: 'bucket' }));
    const [selection] = onSelect.mock.calls[0] as [{ from: number; to: number }];
    expect(selection.to - selection.from).toBe(hour);
  });
});
