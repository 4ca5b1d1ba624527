import { eventNameOf, inferMapping } from '@/lib/ingest/imports/infer-mapping';
import { rowMapper } from '@/lib/ingest/imports/map-row';
import { parseTime } from '@/lib/ingest/imports/parse-time';
import type { ImportMapping } from '@/lib/model/import-job';

const utc = (text: string): number => Date.parse(text);

test.each([
  ['2024-05-01T13:00:05Z', 'UTC', utc('2024-05-01T13:00:05Z')],
  ['2024-05-01 13:00:05.123', 'UTC', utc('2024-05-01T13:00:05.123Z')],
  ['2024-05-01 13:00', 'Europe/Berlin', utc('2024-05-01T11:00:00Z')],
  ['2024-12-01 13:00', 'Europe/Berlin', utc('2024-12-01T12:00:00Z')],
  ['2024-05-01T13:00:05+02:00', 'America/New_York', utc('2024-05-01T11:00:05Z')],
  ['2024-05-01', 'UTC', utc('2024-05-01T00:00:00Z')],
  ['17/May/2015:10:05:03 +0000', 'UTC', utc('2015-05-17T10:05:03Z')],
  ['Sun, 17 May 2015 10:05:03 GMT', 'UTC', utc('2015-05-17T10:05:03Z')],
  ['1.5.2024 08:30', 'UTC', utc('2024-05-01T08:30:00Z')],
  ['5/1/2024 8:30 PM', 'UTC', utc('2024-05-01T20:30:00Z')],
  ['25/12/2024', 'UTC', utc('2024-12-25T00:00:00Z')],
  [1714568405, 'UTC', 1714568405_000],
  ['1714568405', 'UTC', 1714568405_000],
  [1714568405123, 'UTC', 1714568405123],
  [1714568405123456, 'UTC', 1714568405123],
  ['31/31/2024', 'UTC', null],
  ['2024-02-30', 'UTC', null],
  ['yesterday', 'UTC', null],
  ['', 'UTC', null],
  [true, 'UTC', null],
])('%j in %s', (value, timezone, ms) => {
  expect(parseTime(value, timezone)).toBe(ms);
});

const targetsOf = (mapping: ImportMapping) => Object.fromEntries(mapping.columns.map(({ column, to }) => [column, to]));

test('columns are recognised by name and by what they hold', () => {
  const sample = [
    {
      created_at: '2024-05-01 10:00',
      event: 'buy',
      'User ID': '7',
      amount: '9.5',
      note: 'x',
      zip: '00501',
      ok: 'true',
    },
    { created_at: '2024-05-02 10:00', event: 'view', 'User ID': '8', amount: '', note: 'y', zip: '10001', ok: 'false' },
  ];
  const mapping = inferMapping(sample, { format: 'csv', fileName: '2024 Sales.csv' });
  expect(targetsOf(mapping)).toEqual({
    created_at: 'timestamp',
    event: 'name',
    'User ID': 'user',
    amount: 'value',
    note: 'property',
    zip: 'property',
    ok: 'property',
  });
  expect(mapping.columns.map(({ type }) => type)).toEqual([
    'time',
    'text',
    'number',
    'number',
    'text',
    'text',
    'boolean',
  ]);
  expect(mapping.eventName).toBe('sales');
});

test('small counts are not taken for times, and an oddly named column of times is', () => {
  const rows = [
    { time: 5, when: '2024-05-01T10:00:00Z' },
    { time: 6, when: '2024-05-01T11:00:00Z' },
  ];
  expect(targetsOf(inferMapping(rows, { format: 'ndjson', fileName: 'x' }))).toEqual({
    time: 'property',
    when: 'timestamp',
  });
});

test('an event that was exported from here is understood as it is', () => {
  const row = {
    name: 'buy',
    timestamp: 1714568405123,
    id: 'e1',
    userId: 'u',
    sessionId: 's',
    value: 2,
    properties: { sku: 'a' },
  };
  const mapping = inferMapping([row], { format: 'ndjson', fileName: 'events.ndjson.gz' });
  expect(rowMapper(mapping)(row, { id: 'x', timestamp: 0 })).toEqual({ ok: true, event: row });
});

const plain: ImportMapping = {
  format: 'csv',
  eventName: 'row',
  timezone: 'UTC',
  columns: [
    { column: 't', to: 'timestamp' },
    { column: 'v', to: 'value' },
    { column: 'n', to: 'property', type: 'number' },
    { column: 'secret', to: 'skip' },
  ],
};

test.each([
  [
    { t: '2024-05-01', v: '1', n: '2', secret: 'x', more: 'kept' },
    {
      ok: true,
      event: expect.objectContaining({ name: 'row', value: 1, properties: { n: 2, more: 'kept' } }) as object,
    },
  ],
  [
    { t: '2024-05-01', n: 'many' },
    { ok: true, event: expect.objectContaining({ properties: { n: 'many' } }) as object },
  ],
  [
    { t: '2024-05-01', v: 'much' },
    { ok: false, reason: 'v: "much" is not a number' },
  ],
  [{ t: 'soon' }, { ok: false, reason: 't: "soon" is not a time' }],
  [
    { t: '', v: '1' },
    { ok: false, reason: 'has no time' },
  ],
  [
    { t: '2024-05-01', v: '\\N', n: '' },
    { ok: true, event: expect.not.objectContaining({ value: expect.anything() as unknown }) as object },
  ],
])('%j', (cells, result) => {
  expect(rowMapper(plain)(cells, { id: 'f:1', timestamp: 1 })).toEqual(result);
});

test.each([
  ['2024 Sales-Export.csv.gz', 'sales_export'],
  ['/tmp/orders.ndjson', 'orders'],
  ['42.csv', 'imported'],
])('events of %s are called %s', (file, name) => {
  expect(eventNameOf(file)).toBe(name);
});
