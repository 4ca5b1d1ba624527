import { startTestEngine, type TestEngine } from '../build/engine';
import { bucketExpression } from '@/lib/query/bucket-expression';
import { createBinder } from '@/lib/query/binder';
import { bucketStart, nextBucket } from '@/lib/time/bucket';
import { grains } from '@/lib/time/grain';

let world: TestEngine;
beforeAll(async () => {
  world = await startTestEngine();
}, 60_000);
afterAll(() => world.stop());

const hour = 3_600_000;
/** Each zone with instants near which its clocks change, or that are odd in another way. */
const zones: [zone: string, ...around: string[]][] = [
  ['UTC', '2024-02-29T00:00:00Z'],
  ['Europe/Berlin', '2024-03-31T01:00:00Z', '2024-10-27T01:00:00Z'],
  ['America/New_York', '2024-03-10T07:00:00Z', '2024-11-03T06:00:00Z'],
  ['Asia/Kolkata', '2024-05-05T18:30:00Z'],
  ['Asia/Kathmandu', '2024-05-05T18:15:00Z'],
  ['Australia/Lord_Howe', '2024-04-06T15:00:00Z', '2024-10-05T15:30:00Z'],
  ['Australia/Adelaide', '2024-04-06T16:30:00Z', '2024-10-05T16:30:00Z'],
  ['Africa/Cairo', '2024-04-25T22:00:00Z', '2024-10-31T21:00:00Z'],
  ['America/Havana', '2024-03-10T05:00:00Z', '2024-11-03T05:00:00Z'],
  ['America/Santiago', '2024-04-07T03:00:00Z', '2024-09-08T04:00:00Z'],
  ['America/St_Johns', '2024-03-10T05:30:00Z', '2024-11-03T04:30:00Z'],
  ['Pacific/Chatham', '2024-04-06T14:00:00Z', '2024-09-28T14:00:00Z'],
  ['Pacific/Apia', '2024-01-31T11:00:00Z'],
];

describe.each(zones)('the buckets of %s', (zone, ...around) => {
  const instants = around.flatMap((iso) => {
    const center = Date.parse(iso);
    const fine = Array.from(
      { length: 80 * 4 },
      (_, index) => center + (index - 160) * (hour / 4) + (index % 7) * 1_000,
    );
    const far = Array.from({ length: 60 }, (_, index) => center + (index - 30) * 23 * hour + 12_345);
    return [...fine, ...far];
  });

  test.each(grains)('start where the engine says, at a grain of %s', async (grain) => {
    const binder = createBinder();
    const expression = bucketExpression({ grain, zone, source: 'events' }, binder);
    const { rows } = await world.engine.query<{ t: number; b: number }>({
      sql: `SELECT t, ${expression} AS b FROM (SELECT arrayJoin({at:Array(Int64)}) AS t, fromUnixTimestamp64Milli(t, 'UTC') AS timestamp)`,
      params: { ...binder.params, at: instants },
      settings: { output_format_json_quote_64bit_integers: 0 },
    });
    expect(rows).toHaveLength(instants.length);
    const wrong = rows.filter(({ t, b }) => bucketStart(t, grain, zone) !== b * 1_000);
    expect(
      wrong.map(({ t, b }) => [
        new Date(t).toISOString(),
        new Date(b * 1_000).toISOString(),
        new Date(bucketStart(t, grain, zone)).toISOString(),
      ]),
    ).toEqual([]);
  });

  test.each(grains)('follow one another without a gap, at a grain of %s', (grain) => {
    const faults = instants.filter((instant) => {
      const start = bucketStart(instant, grain, zone);
      const next = nextBucket(start, grain, zone);
      return next <= instant || bucketStart(next - 1, grain, zone) !== start || bucketStart(next, grain, zone) !== next;
    });
    expect(faults.map((instant) => new Date(instant).toISOString())).toEqual([]);
  });
});
