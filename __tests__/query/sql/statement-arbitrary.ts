import fc from 'fast-check';

const one = (...texts: string[]) => fc.constantFrom(...texts);
/** Mostly what is right; now and then what is not there or must not be. */
const mostly = (right: fc.Arbitrary<string>, wrong: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 40, arbitrary: right }, { weight: 1, arbitrary: wrong });

const textColumn = mostly(
  one('name', 'user_id', 'session_id', 'workspace', 'event_id', 'toString(value)', 'properties.country::String'),
  one('_part', 'reason', 'user_hash', "file('/etc/passwd')", 'nothing', 'getSetting(name)'),
);
const numberColumn = one('value', 'toUnixTimestamp(timestamp)', '1', 'ifNull(value, 0)', 'properties.n::Int64');
const source = mostly(
  one('events', 'events e', 'sightglass.events', '(SELECT * FROM events)', '(SELECT * FROM events LIMIT 50) e', 'c'),
  one(
    ...['rejected_events', 'events_1m', 'system.tables', "merge('sightglass', '.*')", "file('/etc/passwd')"],
    ...['(SELECT * FROM rejected_events)', 'view(SELECT * FROM events)', 'remote(x)'],
  ),
);

/** Expressions that fail on certain values are there on purpose: an error must not tell a value of another workspace. */
const { text, number, condition } = fc.letrec<{ text: string; number: string; condition: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: 'small' },
    textColumn,
    fc.tuple(one('lower', 'reverse', 'hex', 'toString', 'toTypeName'), tie('text')).map(([f, a]) => `${f}(${a})`),
    fc.tuple(tie('text'), tie('text')).map((parts) => `concat(${parts.join(', ')})`),
    fc.tuple(tie('condition'), tie('text'), tie('text')).map((parts) => `if(${parts.join(', ')})`),
    fc.tuple(tie('text'), source).map(([inner, from]) => `(SELECT any(${inner}) FROM ${from})`),
  ),
  number: fc.oneof(
    { depthSize: 'small' },
    numberColumn,
    fc
      .tuple(one('length', 'toInt64', 'toFloat64', 'toInt64OrZero', 'cityHash64', 'toUInt8'), tie('text'))
      .map(([f, a]) => `${f}(${a})`),
    fc.tuple(tie('number'), one('+', '-', '*', '%'), tie('number')).map((parts) => `(${parts.join(' ')})`),
    fc.tuple(tie('number'), source).map(([inner, from]) => `(SELECT max(${inner}) FROM ${from})`),
  ),
  condition: fc.oneof(
    { depthSize: 'small' },
    one("workspace = 'w2'", '1', "name != ''", 'timestamp >= {from:DateTime64(3)}', 'value > 900000'),
    fc.tuple(tie('text'), one('=', '!=', 'LIKE', '>'), tie('text')).map((parts) => `${parts.join(' ')}`),
    fc.tuple(tie('number'), one('=', '>', '<='), tie('number')).map((parts) => `${parts.join(' ')}`),
    fc.tuple(tie('condition'), one('AND', 'OR'), tie('condition')).map((parts) => `(${parts.join(' ')})`),
    fc.tuple(tie('text'), source).map(([inner, from]) => `${inner} IN (SELECT ${inner} FROM ${from})`),
  ),
}));

const maybe = (word: string, inner: fc.Arbitrary<string>) =>
  fc.option(inner, { freq: 2 }).map((found) => (found === null ? '' : ` ${word} ${found}`));
const rest = fc.tuple(source, maybe('PREWHERE', condition), maybe('WHERE', condition));

const rows = fc
  .tuple(fc.array(fc.oneof(text, number, one('*')), { minLength: 1, maxLength: 3 }), rest, maybe('ORDER BY', text))
  .map(([columns, from, order]) => `SELECT ${columns.join(', ')} FROM ${from.join('')}${order}`);
const aggregate = fc
  .tuple(one('groupUniqArray', 'max', 'any', 'topK(5)', 'uniq'), fc.oneof(text, number), rest)
  .map(([name, inner, from]) => `SELECT ${name}(${inner}) FROM ${from.join('')}`);
const grouped = fc
  .tuple(text, number, rest)
  .map(
    ([key, inner, from]) =>
      `SELECT ${key} AS k, sum(${inner}) FROM ${from.join('')} GROUP BY k HAVING k != '' ORDER BY k`,
  );
const joined = fc
  .tuple(text, condition)
  .map(
    ([inner, on]) =>
      `SELECT ${inner} FROM events JOIN (SELECT user_id AS u FROM events) x ON x.u = ${inner} WHERE ${on}`,
  );
const select = fc.oneof(rows, aggregate, grouped, joined);

/** Statements of a small grammar, many of them right. `c` is a name that only the last kind defines. */
export const statementArbitrary: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: select },
  { weight: 1, arbitrary: fc.tuple(select, select).map((parts) => parts.join(' UNION ALL ')) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(condition, select)
      .map(([on, outer]) => `WITH c AS (SELECT * FROM events WHERE ${on}) ${outer}`),
  },
);
