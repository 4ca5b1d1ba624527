import fc from 'fast-check';
import { hostileNumber, hostileText, hostileValue, jsonText, mutated, scribbled } from './hostile-values';
import { headersWith, type Attempt } from './arbitrary-events';

const field = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.constantFrom(
      'name',
      'user',
      'session',
      'value',
      'timestamp',
      'properties.country',
      'properties.delay',
      'properties.deep.plan',
      'properties.none',
      'properties._more',
    ),
  },
  { weight: 1, arbitrary: hostileText.map((path) => `properties.${path}`) },
  { weight: 1, arbitrary: hostileText },
);
const scalar = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('view', 'DE', 'u1', "O'Brien") },
  { weight: 3, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.oneof(hostileText, hostileNumber, fc.boolean()) },
);
const textField = fc.constantFrom(
  'name',
  'user',
  'session',
  'properties.country',
  'properties.deep.plan',
  'properties.none',
);
const condition = fc.oneof(
  fc.tuple(field, fc.constantFrom('exists', 'not exists')),
  fc.tuple(
    fc.oneof(textField, fc.constant('properties.delay')),
    fc.constantFrom('=', '!=', 'in', 'not in'),
    fc.oneof(scalar, fc.array(scalar, { minLength: 1, maxLength: 4 })),
  ),
  fc.tuple(
    textField,
    fc.constantFrom('contains', 'not contains', 'starts with', 'ends with'),
    fc.oneof(hostileText, scalar),
  ),
  fc.tuple(
    fc.constantFrom('value', 'timestamp', 'properties.delay'),
    fc.constantFrom('>', '>=', '<', '<='),
    fc.oneof(hostileNumber, fc.integer()),
  ),
);
const filter = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    condition,
    fc.record({ or: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ and: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('node') }),
  ),
})).node;
const where = fc.array(filter, { maxLength: 2 });
const event = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom('view', 'click', 'pay') },
  { weight: 1, arbitrary: hostileText },
);
const day = fc.integer({ min: 0, max: 130_000 }).map((days) => new Date(days * 86_400_000 * 0.35).toISOString());
const range = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .constantFrom('15m', '24h', '7d', '90d', '5200w', '1s', 'today', 'week', 'month')
      .map((last) => ({ last })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(day, day).map((days) => {
      const [from = '', to = ''] = [...days].sort();
      return { from, to };
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { from: '0001-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' },
      { from: '1969-12-31T23:00:00Z', to: '1970-01-02T00:00:00Z' },
      { from: '1970-01-01T00:00:00+14:00', to: '2069-01-01T00:00:00.001-12:00' },
      { from: '2000-01-01T00:00:00Z', to: '2099-12-31T23:59:59.999Z' },
    ),
  },
);
const timezone = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'Asia/Kathmandu',
      'America/St_Johns',
      'Pacific/Apia',
      'Africa/Monrovia',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...Intl.supportedValuesOf('timeZone'),
      'US/Pacific-New',
      'SystemV/AST4',
      'EST',
      'GMT+0',
      'Z',
      '+02:00',
      'ROC',
      'localtime',
    ),
  },
  { weight: 1, arbitrary: hostileText },
);
const label = fc.oneof({ weight: 10, arbitrary: fc.constant('it') }, { weight: 1, arbitrary: hostileText });
const common = { where, range, timezone };
const aggregate = fc.constantFrom(
  'count',
  'users',
  'sum',
  'avg',
  'min',
  'max',
  'p50',
  'p75',
  'p90',
  'p95',
  'p99',
  'rate',
  'last',
);
const transform = fc.oneof(
  fc.constant('cumulative'),
  fc.integer({ min: 2, max: 90 }).map((movingAverage) => ({ movingAverage })),
);
const measure = fc
  .record(
    {
      agg: aggregate,
      of: fc.oneof(fc.constantFrom('value', 'properties.delay'), field),
      event,
      where: fc.array(filter, { maxLength: 1 }),
      label,
      transform,
    },
    { requiredKeys: ['agg'] },
  )
  // Three of the aggregates take no field; without this most questions would end there.
  .map(({ of, ...rest }) => (['count', 'users', 'rate'].includes(rest.agg) ? rest : { ...rest, of: of ?? 'value' }));
const measures = fc.array(
  measure.map(({ transform: _, ...rest }) => rest),
  { minLength: 1, maxLength: 3 },
);
const formulas = fc.array(
  fc.record({
    formula: fc.constantFrom(
      'A',
      'A/0',
      'A*1e308*1e308',
      'max(A,-A)',
      'round(A,99)',
      '((((A))))',
      'A+B',
      'A ? 1 : 2',
      'A.constructor',
      '__proto__',
    ),
  }),
  { maxLength: 1 },
);
const by = fc.array(field, { minLength: 1, maxLength: 3 });
const compare = fc.constantFrom('previous', 'week', 'year');
const top = fc.oneof(
  { weight: 15, arbitrary: fc.integer({ min: 1, max: 100 }) },
  { weight: 1, arbitrary: hostileNumber },
);
const step = fc.record({ event, where: fc.array(filter, { maxLength: 1 }), label }, { requiredKeys: ['event'] });
const span = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom('1s', '30m', '7d', '31d') },
  { weight: 1, arbitrary: fc.constantFrom('366d', '99999w', '') },
);
const small = fc.integer({ min: 1, max: 6 });

const statement = fc.oneof(
  fc.constantFrom(
    'SELECT count() FROM events',
    'SELECT * FROM events LIMIT 5',
    'SELECT properties FROM events',
    'SELECT name, toDateTime({from:UInt32}) FROM events WHERE name = {n:String}',
    'SELECT {x:Identifier} FROM events',
    'SELECT sleep(3)',
    'SELECT throwIf(1)',
    'SELECT 1/0, 0/0, -1/0, toDecimal128(1, 30), generateUUIDv4()',
    "SELECT toDate32('1900-01-01'), toDateTime64('2299-12-31 00:00:00', 9), [1, [2]], map('a', 1), (1, 'b')",
    'SELECT number FROM numbers(1000000000)',
    'SELECT groupArray(number) FROM numbers(100000000)',
    'INSERT INTO events SELECT * FROM events',
    'DROP TABLE events',
    'SELECT * FROM system.tables',
    "SELECT * FROM url('http://127.0.0.1/')",
    "SELECT * FROM file('/etc/passwd')",
    'SELECT 1; SELECT 2',
    'WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT * FROM t',
    'SELECT a FROM events ARRAY JOIN range(1000000) AS a',
    "SELECT repeat('a', 900000) FROM events",
    'SELECT * FROM events AS a CROSS JOIN events AS b CROSS JOIN events AS c',
    "SELECT extractAll(name, '(a+)+$') FROM events",
    "SELECT formatRow('JSON', 1)",
    'SET max_threads = 1',
    'SELECT 1 SETTINGS readonly = 0',
    'SELECT 1 FORMAT Null',
    "SELECT 1 INTO OUTFILE '/tmp/x'",
    'EXPLAIN SELECT 1',
    'SELECT',
  ),
  scribbled(
    fc.constantFrom(
      "SELECT count() FROM events WHERE name = 'a' GROUP BY name",
      'SELECT [1,2,3][-1] AS x, properties.a.b FROM events',
    ),
  ),
  hostileText.map((text) => `SELECT ${text}`),
  hostileText.map((text) => `SELECT count() FROM events WHERE name = '${text}'`),
);

const spec: fc.Arbitrary<unknown> = fc.oneof(
  fc.record(
    { kind: fc.constant('total'), measures, formulas, ...common, compare },
    { requiredKeys: ['kind', 'measures', 'range'] },
  ),
  fc.record(
    {
      kind: fc.constant('trend'),
      measures: fc.array(measure, { minLength: 1, maxLength: 2 }),
      formulas,
      ...common,
      by,
      top,
      other: fc.boolean(),
      grain: fc.constantFrom('auto', '1s', '1m', '1h', '6h', '1d', '1w', '1M'),
      compare,
    },
    { requiredKeys: ['kind', 'measures', 'range'] },
  ),
  fc.record(
    { kind: fc.constant('breakdown'), measures, formulas, ...common, by, top, other: fc.boolean(), compare },
    { requiredKeys: ['kind', 'measures', 'range', 'by'] },
  ),
  fc.record({
    kind: fc.constant('table'),
    ...common,
    columns: fc.array(field, { minLength: 1, maxLength: 5 }),
    limit: fc.integer({ min: 1, max: 1000 }),
  }),
  fc.record({
    kind: fc.constant('distribution'),
    ...common,
    of: field,
    bins: fc.integer({ min: 2, max: 100 }),
    clip: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('heatmap'), measure: measure.map(({ transform: _, ...rest }) => rest), ...common }),
  fc.record(
    {
      kind: fc.constant('drivers'),
      measure: measure.map(({ transform: _, ...rest }) => rest),
      focus: fc.tuple(day, day).map((days) => {
        const [from = '', to = ''] = [...days].sort();
        return { from, to };
      }),
      fields: fc.array(field, { minLength: 1, maxLength: 3 }),
      ...common,
    },
    { requiredKeys: ['kind', 'measure', 'focus', 'range'] },
  ),
  fc.record(
    {
      kind: fc.constant('funnel'),
      steps: fc.array(step, { minLength: 2, maxLength: 8 }),
      window: span,
      order: fc.constantFrom('ordered', 'strict'),
      by: fc.array(field, { maxLength: 1 }),
      top: small,
      ...common,
    },
    { requiredKeys: ['kind', 'steps', 'range'] },
  ),
  fc.record({
    kind: fc.constant('retention'),
    start: step,
    back: step,
    period: fc.constantFrom('day', 'week', 'month'),
    cohort: fc.constantFrom('first', 'any'),
    ...common,
  }),
  fc.record(
    {
      kind: fc.constant('paths'),
      anchor: step,
      direction: fc.constantFrom('after', 'before'),
      depth: small,
      of: field,
      gap: span,
      top: small,
      ...common,
    },
    { requiredKeys: ['kind', 'anchor', 'range'] },
  ),
  fc.record(
    {
      kind: fc.constant('sql'),
      sql: statement,
      parameters: fc.dictionary(
        fc.oneof(
          { weight: 10, arbitrary: fc.constantFrom('n', 'x', 'from') },
          { weight: 1, arbitrary: fc.constantFrom('__proto__', 'a b') },
        ),
        fc.oneof(hostileText, hostileNumber, fc.array(hostileText, { maxLength: 3 })),
      ),
      limit: fc.integer({ min: 1, max: 10_000 }),
      range,
      timezone,
    },
    { requiredKeys: ['kind', 'sql'] },
  ),
);

const body = fc.oneof(
  { weight: 12, arbitrary: jsonText(spec) },
  { weight: 6, arbitrary: jsonText(mutated(spec)) },
  { weight: 2, arbitrary: scribbled(jsonText(spec)) },
  { weight: 1, arbitrary: jsonText(hostileValue) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

export const questionAttempt: fc.Arbitrary<Attempt> = fc
  .record({
    headers: fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: headersWith }),
    body: fc.oneof(
      { weight: 20, arbitrary: body.map((text) => Buffer.from(text)) },
      { weight: 1, arbitrary: fc.uint8Array().map((bytes) => Buffer.from(bytes)) },
    ),
  })
  .map((sent) => ({ path: '/api/query', ...sent }));
