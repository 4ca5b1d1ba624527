import { ageWords, staleNote } from '@/lib/embed/age-words';
import { lifeOf } from '@/lib/embed/life-of';
import { dayMs, hourMs, minuteMs } from '@/lib/time/duration';
import { now, trendAnswer } from './chart';

describe('the age of what is drawn', () => {
  it.each([
    [0, 'less than a minute old'],
    [minuteMs, '1 min old'],
    [12.9 * minuteMs, '12 min old'],
    [2 * hourMs, '2 h old'],
    [47.5 * hourMs, '47 h old'],
    [2 * dayMs, '2 days old'],
  ])('of %d ms is said as %s', (ageMs, words) => {
    expect(ageWords(ageMs)).toBe(words);
  });

  it('is said with the reason, and only of a stale answer', () => {
    const { meta } = trendAnswer();
    expect(staleNote({ ...meta, freshness: 'stale', ageMs: 12 * minuteMs, reason: 'engine_down' })).toBe(
      '12 min old, engine down',
    );
    expect(staleNote({ ...meta, freshness: 'cached', ageMs: 12 * minuteMs })).toBe('');
  });
});

describe('how long a file of an answer is shown without asking again', () => {
  it.each([
    [{ last: '15m' }, 10],
    [{ last: '24h' }, 86],
    [{ last: '30d' }, 300],
    [{ from: '2026-11-27T00:00:00Z', to: '2026-11-27T01:00:00Z' }, 300],
    [{ from: '2026-11-28T11:00:00Z', to: '2026-11-28T13:00:00Z' }, 10],
  ])('for %j is %d s', (range, seconds) => {
    expect(lifeOf(range, { isStale: false, now })).toBe(seconds);
  });

  it('is short while the answer is older than it should be', () => {
    expect(lifeOf({ last: '30d' }, { isStale: true, now })).toBe(5);
  });
});
