import { fireEvent, render, screen } from '@testing-library/react';
import { EventTail } from '@/app/_ui/panels/event-tail';
import type { TableData } from '@/lib/model/answer';

const now = 1_764_000_000_000;
const columns = ['name', 'properties.origin', 'properties.delay', 'properties.gate'];
const row = (id: string, ageMs: number, origin = 'ATL') => ({
  id,
  timestamp: now - ageMs,
  cells: ['departure', origin, 7, null],
});
const data = (...rows: TableData['rows']): TableData => ({ kind: 'table', columns, rows });

const tail = (shown: TableData) => (
  <EventTail data={shown} unit="minutes" timezone="UTC" renderedAt={now} title="Live departures" />
);
const ids = () => [...document.querySelectorAll('[data-event]')].map((element) => element.getAttribute('data-event'));
const isArriving = (id: string) => document.querySelector(`[data-event="${id}"]`)?.className.includes('animate-arrive');

beforeEach(() => jest.useFakeTimers({ now }));
afterEach(() => jest.useRealTimers());

describe('the live tail', () => {
  it('shows events with their age and leaves out columns that say nothing', () => {
    render(tail(data(row('a', 12_000), row('b', 180_000, 'ORD'))));
    expect(screen.getByText('12 s')).toBeInTheDocument();
    expect(screen.getByText('3 min')).toBeInTheDocument();
    expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual([
      'Age',
      'event',
      'origin',
      'delay',
    ]);
    expect(screen.getAllByText('7 min')).toHaveLength(2);
  });

  it('fades in what arrives, and not what was there at first', () => {
    const { rerender } = render(tail(data(row('a', 1_000))));
    rerender(tail(data(row('b', 0), row('a', 1_000))));
    expect(ids()).toEqual(['b', 'a']);
    expect([isArriving('b'), isArriving('a')]).toEqual([true, false]);
  });

  it('holds still while it is paused, counts what it missed and catches up', () => {
    const { rerender } = render(tail(data(row('a', 1_000))));
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    rerender(tail(data(row('c', 0), row('b', 0), row('a', 1_000))));
    expect(ids()).toEqual(['a']);
    fireEvent.click(screen.getByRole('button', { name: 'Go on (2 new)' }));
    expect(ids()).toEqual(['c', 'b', 'a']);
  });
});
