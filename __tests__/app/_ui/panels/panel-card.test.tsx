import { fireEvent, render, screen, within } from '@testing-library/react';
import { PanelCard } from '@/app/_ui/panels/panel-card';
import { panelState, type PanelState } from '@/app/_ui/panels/panel-state';
import type { ErrorCode } from '@/lib/errors/app-error';
import type { Answer, AnswerData, AnswerMeta, BreakdownData } from '@/lib/model/answer';
import { panelSchema, type Panel } from '@/lib/model/panel';

const now = 1_764_000_000_000;
const panel: Panel = panelSchema.parse({
  id: 'origins',
  title: 'Busiest origins',
  chart: 'bars',
  spec: { kind: 'breakdown', measures: [{ agg: 'count' }], by: ['properties.origin'], range: { last: '24h' } },
  filterField: 'properties.origin',
  size: { columns: 4, rows: 5 },
});
const rows: BreakdownData = {
  kind: 'breakdown',
  dimensions: ['properties.origin'],
  measures: ['count'],
  rows: [
    { group: ['ATL'], values: [30] },
    { group: ['ORD'], values: [12] },
    { group: [null], values: [7], isOther: true },
  ],
};

function answerOf(data: AnswerData, meta: Partial<AnswerMeta> = {}): Answer {
  return {
    data,
    query: panel.spec,
    meta: { asOf: now, freshness: 'fresh', ageMs: 0, tookMs: 3, rowsRead: 49, source: 'events', ...meta },
  };
}

function show(state: PanelState, more: { onSelect?: jest.Mock; onRetry?: jest.Mock } = {}) {
  jest.useFakeTimers({ now });
  const view = render(
    <PanelCard panel={panel} state={state} timezone="UTC" renderedAt={now} empty={<p>Nothing here</p>} {...more} />,
  );
  return { ...view, box: screen.getByRole('region', { name: 'Busiest origins' }) };
}
afterEach(() => jest.useRealTimers());

describe('a panel', () => {
  it('has the same size in all its states', () => {
    const states: PanelState[] = [
      { status: 'loading' },
      { status: 'ready', answer: answerOf(rows) },
      { status: 'ready', answer: answerOf({ ...rows, rows: [] }) },
      { status: 'failed', problem: { code: 'engine_timeout', message: 'Took too long.' } },
    ];
    const heights = states.map((state) => {
      const { box, unmount } = show(state);
      const { height } = box.style;
      unmount();
      return height;
    });
    expect(new Set(heights).size).toBe(1);
    expect(heights[0]).toMatch(/^\d+px$/);
  });

  it('says that it is loading', () => {
    const { box } = show({ status: 'loading' });
    expect(box).toHaveAttribute('aria-busy', 'true');
  });

  it('shows fresh numbers without a badge', () => {
    const { box } = show({ status: 'ready', answer: answerOf(rows) });
    expect(within(box).getByText('ATL')).toBeInTheDocument();
    expect(box.querySelector('[data-freshness]')).toBeNull();
  });

  it('says how old stale numbers are and why, and keeps showing them', () => {
    const stale = answerOf(rows, {
      freshness: 'stale',
      ageMs: 12_000,
      asOf: now - 12_000,
      reason: 'engine_restarting',
    });
    const { box } = show({ status: 'ready', answer: stale });
    expect(within(box).getByRole('status')).toHaveTextContent('12 s old, engine restarting');
    expect(within(box).getByText('ATL')).toBeInTheDocument();
  });

  it('keeps the last numbers when a newer answer failed, and says so', () => {
    const problem = { code: 'engine_unavailable' as const, detail: 'The engine is restarting.' };
    const { box } = show(panelState({ answer: answerOf(rows, { asOf: now - 5_000 }), problem }));
    expect(within(box).getByRole('status')).toHaveTextContent('5 s old, not updating');
    expect(within(box).getByText('ATL')).toBeInTheDocument();
  });

  it('says what to do when nothing happened in the range', () => {
    const { box } = show({ status: 'ready', answer: answerOf({ ...rows, rows: [] }) });
    expect(within(box).getByText('Nothing here')).toBeInTheDocument();
  });

  it('names the problem when there is no answer, and tries again on demand', () => {
    const onRetry = jest.fn();
    const { box } = show(
      { status: 'failed', problem: { code: 'engine_unavailable', message: 'It is being restarted.' } },
      { onRetry },
    );
    expect(within(box).getByRole('alert')).toHaveTextContent('The analytics engine is not available');
    fireEvent.click(within(box).getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it.each<ErrorCode>(['invalid_input', 'query_rejected', 'forbidden'])(
    'offers no second try for %s, which would end the same',
    (code) => {
      const { box } = show({ status: 'failed', problem: { code, message: 'No.' } }, { onRetry: jest.fn() });
      expect(within(box).queryByRole('button')).toBeNull();
    },
  );

  it('hands on which row was picked', () => {
    const onSelect = jest.fn();
    const { box } = show({ status: 'ready', answer: answerOf(rows) }, { onSelect });
    fireEvent.click(within(box).getByRole('button', { name: /ORD/ }));
    expect(onSelect).toHaveBeenCalledWith({ kind: 'group', group: ['ORD'], label: 'ORD' });
  });
});
