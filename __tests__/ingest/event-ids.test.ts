import { eventIds } from '@/lib/ingest/event-ids';

describe('ids for events without one', () => {
  it('never repeat, also beyond the numbers of one start', () => {
    let starts = 0;
    const next = eventIds(() => `start${(starts += 1)}`);
    const ids = new Set(Array.from({ length: 200_000 }, () => next()));
    expect(ids.size).toBe(200_000);
    expect(starts).toBe(4);
  });

  it('go on counting across requests of one portal', () => {
    const newId = () => 'start';
    expect([eventIds(newId)(), eventIds(newId)()]).toEqual(['start-1', 'start-2']);
  });
});
