import fc from 'fast-check';
import { answerCsv } from '@/lib/chart/answer-csv';
import { answerTable } from '@/lib/chart/answer-table';
import type { AnswerData } from '@/lib/model/answer';
import { otherStep } from '@/lib/model/journey-answer';

const hour = 3_600_000;
const start = Date.UTC(2026, 2, 29, 0);

const answers: Record<AnswerData['kind'], AnswerData> = {
  total: {
    kind: 'total',
    values: [
      { label: 'Visitors', value: 12, previous: 10 },
      { label: 'Delay', value: null },
    ],
  },
  trend: {
    kind: 'trend',
    grain: '1h',
    buckets: [start, start + hour, start + 2 * hour],
    series: [
      { key: 'a', label: 'Paid', measure: 0, group: ['paid'], values: [1, null, 3], previous: [0, 1, 2] },
      { key: 'b', label: '', measure: 0, group: [], isOther: true, values: [4, 5, 6] },
    ],
  },
  breakdown: {
    kind: 'breakdown',
    dimensions: ['properties.plan'],
    measures: ['Count', 'Sum'],
    rows: [
      { group: ['=SUM(A1)'], values: [-3, 1.5], previous: [2, 1] },
      { group: [null], values: [2, null], previous: [null, 1] },
      { group: [], values: [1, 1], previous: [1, 1], isOther: true },
    ],
  },
  table: {
    kind: 'table',
    columns: ['name', 'timestamp', 'value'],
    rows: [
      { id: '1', timestamp: start, cells: ['view, "big"', start, 2] },
      { id: '2', timestamp: start, cells: ['a\nb', start, 3] },
    ],
  },
  distribution: { kind: 'distribution', of: 'value', count: 4, bins: [{ from: 0, to: 10, count: 1 }] },
  heatmap: { kind: 'heatmap', label: 'events', cells: Array.from({ length: 7 }, () => Array<number>(24).fill(1)) },
  drivers: {
    kind: 'drivers',
    label: 'Errors',
    isPerHour: true,
    inside: 3,
    outside: 1,
    fields: ['name'],
    rows: [{ field: 'name', value: null, inside: 3, outside: 1, insideShare: 0.5, outsideShare: 0.25, effect: 2 }],
  },
  funnel: {
    kind: 'funnel',
    steps: ['A', 'B'],
    groups: [
      { group: [], counts: [10, 4], medianMs: [null, 900], totalMedianMs: 900 },
      { group: ['de'], counts: [0, 0], medianMs: [null, null], totalMedianMs: null },
    ],
  },
  retention: { kind: 'retention', period: 'day', cohorts: [{ start, size: 5, values: [5, 2, null] }] },
  paths: {
    kind: 'paths',
    direction: 'after',
    depth: 1,
    anchor: 'A',
    count: 3,
    links: [
      { step: 0, from: 'A', to: otherStep, count: 2 },
      { step: 0, from: 'A', to: null, count: 1 },
    ],
    flows: [],
  },
  sql: {
    kind: 'sql',
    isTruncated: false,
    columns: [
      { name: 'at', type: 'time', engineType: 'DateTime' },
      { name: '@x', type: 'text', engineType: 'String' },
      { name: 'ok', type: 'boolean', engineType: 'Bool' },
    ],
    rows: [[start, ' padded', true]],
  },
};

describe('an answer as a table', () => {
  test.each(Object.values(answers).map((data) => [data.kind, data] as const))(
    'of kind %s has a cell per column in each row',
    (_, data) => {
      const { columns, rows } = answerTable(data);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter((row) => row.length !== columns.length)).toEqual([]);
      for (const row of rows)
        row.forEach((cell, index) => {
          if (typeof cell === 'number') expect(columns[index]?.type).not.toBe('text');
        });
    },
  );

  test('says which column holds the values before', () => {
    expect(answerTable(answers.trend).columns.map(({ name, previousOf }) => [name, previousOf])).toEqual([
      ['Time', undefined],
      ['Paid', undefined],
      ['Paid (previous)', 1],
      ['Other', undefined],
    ]);
    expect(answerTable(answers.breakdown).columns.map(({ previousOf }) => previousOf)).toEqual([
      undefined,
      undefined,
      1,
      undefined,
      3,
    ]);
  });

  test('gives shares in percent, and none of nobody', () => {
    expect(answerTable(answers.funnel).rows).toEqual([
      ['All users', 'A', 10, 100, 100, null],
      ['All users', 'B', 4, 40, 40, 900],
      ['de', 'A', 0, null, null, null],
      ['de', 'B', 0, null, null, null],
    ]);
  });
});

const textOf = (...texts: string[]): AnswerData => ({
  kind: 'sql',
  isTruncated: false,
  columns: [{ name: 'text', type: 'text', engineType: 'String' }],
  rows: texts.map((text) => [text]),
});

describe('CSV', () => {
  const csv = (data: AnswerData) => answerCsv(data, { timezone: 'Europe/Berlin' });

  test('has times with the offset that holds then, also across a change of the clock', () => {
    expect(csv(answers.trend)).toBe(
      [
        'Time,Paid,Paid (previous),Other',
        '2026-03-29T01:00:00+01:00,1,0,4',
        '2026-03-29T03:00:00+02:00,,1,5',
        '2026-03-29T04:00:00+02:00,3,2,6',
        '',
      ].join('\r\n'),
    );
    expect(answerCsv(answers.retention, { timezone: 'UTC' })).toContain('\r\n2026-03-29T00:00:00Z,5,5,2,\r\n');
    expect(answerCsv(answers.retention, { timezone: 'America/St_Johns' })).toContain('T21:30:00-02:30');
  });

  test('quotes commas, quotes, line breaks and outer spaces', () => {
    expect(csv(answers.table)).toContain('"view, ""big""",2\r\n');
    expect(csv(answers.table)).toContain('"a\nb",3\r\n');
    expect(csv(answers.sql)).toContain('," padded",true\r\n');
  });

  test('disarms texts that a spreadsheet would run, and leaves negative numbers alone', () => {
    expect(csv(answers.breakdown)).toContain("\r\n'=SUM(A1),-3,2,1.5,1\r\n");
    expect(csv(answers.sql)).toMatch(/^at,'@x,ok\r\n/);
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '  =1', '\u00a0=1', '＝1', '－1'])
      expect(csv(textOf(text)).replaceAll('"', '')).toBe(`text\r\n'${text}\r\n`);
    for (const text of ['a=1', 'a-b', '1-2', ' plain', '1.5']) expect(csv(textOf(text))).not.toContain("'");
  });

  test('can be read back cell by cell, whatever the texts are', () => {
    const read = (text: string) =>
      [...text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g)].map(([, cell = '']) =>
        cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
      );
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 8 }), (texts) => {
        const cells = read(answerCsv(textOf(...texts), { timezone: 'UTC' })).slice(1);
        expect(cells.map((cell) => cell.replace(/^'(?=[\t\r\n]|\s*[=+\-@＝＋－＠])/, ''))).toEqual(texts);
      }),
    );
  });
});
