import { evaluate, type SeriesRow } from '@/lib/alerts/evaluate';
import { workbookWindows } from '@/lib/model/rule-condition';
import { burnCases, flapMinutes } from './promtool-oracle';
import { minute, noon, reading, readings, rule, run } from './world';

const perMinute = 6_000;
const clean = 360;
const pairs = workbookWindows;
const minutesOf = { '5m': 5, '30m': 30, '1h': 60, '2h': 120, '6h': 360, '1d': 1_440, '3d': 4_320 } as const;
type Length = keyof typeof minutesOf;

/** First and last minute after the onset at which a pair fires, by one evaluation a minute. */
function firing(errorRate: number, minutes: number, pair: (typeof pairs)[number]): [number, number] | null {
  const doc = rule({
    spec: { kind: 'total', measures: [{ agg: 'count' }, { agg: 'count' }], range: { last: '3d' } },
    condition: { type: 'burn_rate', objective: 0.999, windows: [pair], leastBad: 0 },
  });
  const bad = Math.round(perMinute * errorRate);
  const badUntil = (at: number) => bad * Math.min(minutes, Math.max(0, at - clean));
  // A window without full history counts what exists, as Prometheus does.
  const sums = (length: Length, at: number) => {
    const from = Math.max(0, at - minutesOf[length]);
    return [badUntil(at) - badUntil(from), perMinute * (at - from)];
  };
  let rows: SeriesRow[] = [];
  let first: number | null = null;
  let last = 0;
  for (let at = 1; at <= clean + minutes + 500; at += 1) {
    const windows = Object.fromEntries([pair.long, pair.short].map((length) => [length, sums(length as Length, at)]));
    rows = evaluate(doc, rows, { sight: readings(reading(null, { windows })), now: noon + at * minute }).rows;
    if (rows[0]?.state.status !== 'firing') continue;
    first ??= at - clean;
    last = at - clean;
  }
  return first === null ? null : [first, last];
}

describe('burn rates fire in the minutes of promtool', () => {
  for (const { errorRate, minutes, firing: expected } of burnCases)
    pairs.forEach((pair, index) => {
      it(`${errorRate * 100} % errors for ${minutes} min, ${pair.long}/${pair.short}`, () => {
        expect(firing(errorRate, minutes, pair)).toEqual(expected[index]);
      });
    });
});

/** Prometheus knows no recovering and no resolved. */
const prometheus = (status = 'inactive') =>
  ({ recovering: 'firing', resolved: 'inactive' })[status as 'recovering'] ?? status;

describe('sequences have the states of promtool', () => {
  const threshold = {
    type: 'threshold' as const,
    operator: '>' as const,
    levels: [{ severity: 'critical' as const, value: 0 }],
  };
  const statesOf = (doc: ReturnType<typeof rule>) =>
    run(
      doc,
      flapMinutes.map(([value]) => readings(reading(value))),
    ).map(({ statuses }) => prometheus(Object.values(statuses)[0]));

  it('for: 2m', () => {
    expect(statesOf(rule({ condition: threshold, for: '2m' }))).toEqual(flapMinutes.map(([, state]) => state));
  });
  it('keep_firing_for: 3m', () => {
    expect(statesOf(rule({ condition: threshold, keepFiringFor: '3m' }))).toEqual(
      flapMinutes.map(([, , state]) => state),
    );
  });
  it('absent() with for: 5m, where a series counts as present for 5 min after its last sample', () => {
    const doc = rule({
      condition: { type: 'absence', levels: [{ severity: 'critical', after: '5m' }] },
      for: '5m',
    });
    const beats = flapMinutes.map((_, at) =>
      at <= 3 ? readings(reading(1, { points: [{ at: noon + at * minute, values: [1] }] })) : readings(),
    );
    const states = run(doc, beats).map(({ statuses }) => prometheus(Object.values(statuses)[0]));
    expect(states).toEqual(flapMinutes.map(([, , , state]) => state));
  });
});
