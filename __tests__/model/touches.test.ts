import fc from 'fast-check';
import { eventNames } from '@/lib/model/event-names';
import { compactBatches } from '@/lib/live/recent-batches';
import { rollsAt, touches } from '@/lib/model/touches';
import { querySpecSchema } from '@/lib/model/query-spec';
import { noon } from '../live/world';

const spec = (more: Record<string, unknown> = {}) =>
  querySpecSchema.parse({
    kind: 'total',
    measures: [{ agg: 'count' }],
    range: { last: '1h' },
    ...more,
  });
const batch = (name: string, min: number, max = min) => ({
  workspace: 'w1',
  sequence: 1,
  committedAt: noon,
  names: [{ name, rows: 1, minTimestamp: min, maxTimestamp: max }],
});
const hour = 3_600_000;
const day = 24 * hour;

describe('the event names of a question', () => {
  const cases: [string, Record<string, unknown>, string[] | null][] = [
    ['any without a filter', {}, null],
    [
      'the events of its measures',
      {
        measures: [
          { agg: 'count', event: 'a' },
          { agg: 'users', event: 'b' },
        ],
      },
      ['a', 'b'],
    ],
    ['any when one measure takes any', { measures: [{ agg: 'count', event: 'a' }, { agg: 'count' }] }, null],
    ['those of a name filter', { where: [['name', '=', 'a']] }, ['a']],
    ['those of a list', { where: [['name', 'in', ['a', 'b']]] }, ['a', 'b']],
    [
      'what filter and measure share',
      { measures: [{ agg: 'count', event: 'a' }], where: [['name', 'in', ['b', 'a']]] },
      ['a'],
    ],
    ['none when they share nothing', { measures: [{ agg: 'count', event: 'a' }], where: [['name', '=', 'b']] }, []],
    [
      'both sides of an or',
      {
        where: [
          {
            or: [
              ['name', '=', 'a'],
              ['name', '=', 'b'],
            ],
          },
        ],
      },
      ['a', 'b'],
    ],
    [
      'any when one side of an or takes any',
      {
        where: [
          {
            or: [
              ['name', '=', 'a'],
              ['user', '=', 'u'],
            ],
          },
        ],
      },
      null,
    ],
    [
      'the narrow side of an and',
      {
        where: [
          {
            and: [
              ['name', '=', 'a'],
              ['user', '=', 'u'],
            ],
          },
        ],
      },
      ['a'],
    ],
    ['any for a negation', { where: [{ not: ['name', '=', 'a'] }] }, null],
    ['any for other operators', { where: [['name', 'contains', 'a']] }, null],
    ['a filter of a measure', { measures: [{ agg: 'count', where: [['name', '=', 'a']] }] }, ['a']],
  ];
  it.each(cases)('are %s', (_, more, expected) => {
    const names = eventNames(spec(more));
    expect(names === null ? null : [...names]).toEqual(expected);
  });
});

describe('a committed batch', () => {
  const cases: [string, Record<string, unknown>, [number, number], boolean][] = [
    ['touches a question whose window it falls in', {}, [noon, noon], true],
    ['leaves one alone whose window begins later', {}, [noon - 2 * hour, noon - 2 * hour], false],
    ['touches one by its newest row alone', {}, [noon - 5 * day, noon], true],
    ['touches the window that is compared with', { compare: 'previous' }, [noon - 1.5 * hour, noon - 1.5 * hour], true],
    [
      'touches the week that is compared with',
      { compare: 'week' },
      [noon - 7 * day - hour / 2, noon - 7 * day - hour / 2],
      true,
    ],
    ['leaves what lies between the two alone', { compare: 'week' }, [noon - 3 * day, noon - 3 * day], false],
    ['touches an open window a little ahead of the clock', {}, [noon + 5 * 60_000, noon + 5 * 60_000], true],
    ['leaves yesterday alone with the events of today', { range: { last: 'yesterday' } }, [noon, noon], false],
    ['touches yesterday with a late event', { range: { last: 'yesterday' } }, [noon - day, noon - day], true],
    [
      'leaves a past range alone',
      { range: { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' } },
      [noon, noon],
      false,
    ],
    [
      'touches a past range with an event in it',
      { range: { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' } },
      [Date.parse('2026-01-01T05:00:00Z'), Date.parse('2026-01-01T05:00:00Z')],
      true,
    ],
    [
      'touches the first bucket of a trend before its window begins',
      { kind: 'trend', grain: '1d', range: { last: '24h' } },
      [noon - 35 * hour, noon - 35 * hour],
      true,
    ],
    [
      'touches the buckets before a trend that its moving average reaches back to',
      {
        kind: 'trend',
        grain: '1d',
        range: { last: '24h' },
        measures: [{ agg: 'count', transform: { movingAverage: 7 } }],
      },
      [noon - 7 * day, noon - 7 * day],
      true,
    ],
    [
      'leaves what lies before those alone',
      {
        kind: 'trend',
        grain: '1d',
        range: { last: '24h' },
        measures: [{ agg: 'count' }],
        formulas: [{ formula: 'A', transform: { movingAverage: 7 } }],
      },
      [noon - 8 * day, noon - 8 * day],
      false,
    ],
  ];
  it.each(cases)('%s', (...[, more, [min, max], expected]) => {
    const asked = spec(more);
    expect(touches(asked, eventNames(asked), { batch: batch('a', min, max), now: noon })).toBe(expected);
  });

  it('leaves questions about other events alone', () => {
    const asked = spec({ measures: [{ agg: 'count', event: 'a' }] });
    expect(touches(asked, eventNames(asked), { batch: batch('b', noon), now: noon })).toBe(false);
  });
});

describe('batches that pile up', () => {
  it('touch after being put together whatever they touched before', () => {
    const anyBatch = fc.record({
      name: fc.constantFrom('a', 'b', 'c'),
      at: fc.integer({ min: noon - 3 * day, max: noon }),
    });
    const asked = spec({ measures: [{ agg: 'count', event: 'a' }], range: { last: '24h' } });
    const isTouched = (batches: ReturnType<typeof batch>[]) =>
      batches.some((one) => touches(asked, eventNames(asked), { batch: one, now: noon }));
    fc.assert(
      fc.property(fc.array(anyBatch, { maxLength: 20 }), fc.integer({ min: 1, max: 5 }), (rows, max) => {
        const batches = rows.map(({ name, at }) => batch(name, at));
        const compact = compactBatches(batches, max);
        expect(compact.length).toBeLessThanOrEqual(max);
        if (isTouched(batches)) expect(isTouched(compact)).toBe(true);
      }),
    );
  });
});

describe('an answer changes by itself', () => {
  const cases: [string, Record<string, unknown>, number][] = [
    ['at the next minute, for a trend by minutes', { kind: 'trend', grain: '1m' }, noon + 60_000],
    [
      'at the next local midnight, for a trend by days',
      { kind: 'trend', grain: '1d', range: { last: '7d' }, timezone: 'Europe/Berlin' },
      noon + 11 * hour,
    ],
    ['every ten seconds, for a number over minutes', { range: { last: '15m' } }, noon + 10_000],
    ['every minute, for a number over days', { range: { last: '7d' } }, noon + 60_000],
    ['never, over a fixed range', { range: { from: '2026-01-01T00:00:00Z', to: '2027-01-02T00:00:00Z' } }, Infinity],
  ];
  it.each(cases)('%s', (_, more, expected) => {
    expect(rollsAt(spec(more), noon)).toBe(expected);
  });
});
