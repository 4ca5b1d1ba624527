import fc from 'fast-check';
import { collectEvents } from '@/lib/ingest/prepare-events';
import type { ParsedItem } from '@/lib/ingest/parse-batch';

const receivedAt = Date.UTC(2025, 5, 15, 12);

function prepare(values: unknown[]) {
  const seen = new Set<string>();
  let made = 0;
  const collector = collectEvents({
    workspace: 'w1',
    receivedAt,
    skewMs: 0,
    newId: () => `made-${(made += 1)}`,
    claim: (id) => !seen.has(id) && seen.add(id) !== undefined,
  });
  values.forEach((value, index) => collector.add({ value } satisfies ParsedItem, index));
  const { result } = collector;
  return { ...result, rows: result.lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}
const reasonOf = (value: unknown): string | undefined => prepare([value]).refused[0]?.reason;
const withProperties = (properties: unknown) => ({ name: 'a', properties });
const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

describe('an event', () => {
  it('with all fields becomes a row', () => {
    const event = {
      name: 'signup',
      timestamp: receivedAt - 5,
      id: 'e1',
      userId: 'u1',
      anonymousId: 'a1',
      sessionId: 's1',
      value: 2.5,
      properties: { plan: 'pro' },
    };
    expect(prepare([event]).rows).toEqual([
      {
        workspace: 'w1',
        name: 'signup',
        timestamp: receivedAt - 5,
        received_at: receivedAt,
        event_id: 'e1',
        user_id: 'u1',
        session_id: 's1',
        value: 2.5,
        properties: { plan: 'pro' },
      },
    ]);
  });

  it('with a name only gets an id, the time of its arrival and empty fields', () => {
    expect(prepare([{ name: 'a' }]).rows[0]).toEqual({
      workspace: 'w1',
      name: 'a',
      timestamp: receivedAt,
      received_at: receivedAt,
      event_id: 'made-1',
      user_id: '',
      session_id: '',
      value: null,
      properties: {},
    });
  });

  it('without a user belongs to its anonymous id', () => {
    expect(prepare([{ name: 'a', userId: null, anonymousId: 'anon' }]).rows[0]).toMatchObject({ user_id: 'anon' });
  });

  it('sent twice is one row and one duplicate', () => {
    expect(prepare([{ name: 'a', id: '1' }, { name: 'b', id: '1' }, { name: 'a' }, { name: 'a' }])).toMatchObject({
      duplicates: 1,
      lines: { length: 3 },
    });
  });

  it('is counted under its name with its first and last time', () => {
    const { names } = prepare([
      { name: 'a', timestamp: receivedAt - 9 },
      { name: 'b' },
      { name: 'a', timestamp: receivedAt - 3 },
    ]);
    expect([...names].map(([name, { rows, times }]) => [name, rows, times.list()])).toEqual([
      ['a', 2, [{ from: receivedAt - 9, to: receivedAt - 3 }]],
      ['b', 1, [{ from: receivedAt, to: receivedAt }]],
    ]);
  });

  it.each<[string, unknown, string]>([
    ['that is a number', 5, 'must be an object, not a number'],
    ['that is null', null, 'must be an object, not null'],
    ['that is an array', [], 'must be an object, not an array'],
    ['without a name', {}, 'name is missing'],
    ['with an empty name', { name: '' }, 'name is missing'],
    ['with a number for a name', { name: 1 }, 'name must be a string, not a number'],
    ['with too long a name', { name: 'x'.repeat(201) }, 'name is longer than 200'],
    ['with a misspelt field', { name: 'a', user_id: 'u' }, 'Unknown field "user_id"'],
    ['with __proto__ for a field', JSON.parse('{"name":"a","__proto__":{}}'), 'Unknown field "__proto__"'],
    ['with an empty id', { name: 'a', id: '' }, 'id is empty'],
    ['with an id that is a number', { name: 'a', id: 7 }, 'id must be a string'],
    ['with a NUL in the user', { name: 'a', userId: 'a\0b' }, 'userId contains a NUL'],
    ['with half a surrogate pair in the name', { name: '\ud800' }, 'name is not valid Unicode'],
    ['with a text for a value', { name: 'a', value: '5' }, 'value must be a number, not a string'],
    ['with a value that overflowed', JSON.parse('{"name":"a","value":1e999}'), 'value is not a finite number'],
    ['with an array for properties', withProperties([]), 'properties must be an object, not an array'],
    [
      'with a property that overflowed',
      JSON.parse('{"name":"a","properties":{"x":[1e999]}}'),
      'properties.x[0] is not a finite number',
    ],
    ['with a NUL in a property', withProperties({ a: { b: 'x\0' } }), 'properties.a.b contains a NUL'],
    [
      'with __proto__ in properties',
      JSON.parse('{"name":"a","properties":{"a":{"__proto__":1}}}'),
      'properties.a has the key "__proto__"',
    ],
    ['with an empty key', withProperties({ '': 1 }), 'empty key'],
    ['with one path twice', withProperties({ 'a.b': 1, a: { b: 2 } }), 'names "a.b" twice'],
    ['with one path twice inside an array', withProperties({ l: [{ 'a.b': 1, a: { b: 2 } }] }), 'names "a.b" twice'],
    ['that is nested too deeply', withProperties({ a: nested(6) }), 'nested deeper than 6'],
    ['with too long a key', withProperties({ ['k'.repeat(201)]: 1 }), 'longer than 200'],
    ['with too long a text', withProperties({ a: 'x'.repeat(8_193) }), 'properties.a is longer than 8192'],
    [
      'that is too large',
      withProperties({ a: Array.from({ length: 40 }, () => 'x'.repeat(8_000)) }),
      'the limit is 256 KB',
    ],
    ['with a value beyond percentiles', { name: 'a', value: -1e101 }, 'value has to be 0 or between 1e-100 and 1e+100'],
    ['with a value too near to 0', { name: 'a', value: 1e-300 }, 'value has to be 0 or between'],
    ['of the year 99', { name: 'a', timestamp: '0099-06-01' }, 'timestamp is before 1971'],
    ['with a time that is none', { name: 'a', timestamp: 'noon' }, 'timestamp is not a time'],
  ])('%s is refused with a reason', (_, event, reason) => {
    expect(reasonOf(event)).toContain(reason);
  });

  it.each<[string, unknown]>([
    ['at the limit of nesting', withProperties(nested(6))],
    ['with a key with a dot', withProperties({ 'a.b': 1, 'a.c': { d: 1 } })],
    [
      'with fields that are null',
      { name: 'a', id: null, userId: null, sessionId: null, timestamp: null, value: null, properties: null },
    ],
    ['with mixed arrays', withProperties({ l: [1, 'a', null, { b: true }, [2]] })],
  ])('%s is accepted', (_, event) => {
    expect(prepare([event]).refused).toEqual([]);
  });

  it.each([
    [2e19, '2e+19'],
    [-2e19, '-2e+19'],
    [2 ** 53, '9007199254740992'],
  ])('with the number %p is written as %s, which the engine can read', (number, text) => {
    expect(prepare([withProperties({ n: number })]).lines[0]).toContain(`{"n":${text}}`);
  });

  it('with half a surrogate pair in a property is written with a replacement character', () => {
    expect(prepare([withProperties({ a: 'x\ud800y' })]).rows[0]).toMatchObject({ properties: { a: 'x\uFFFDy' } });
  });

  it('of any JSON is accepted or refused exactly once, on one line, in order', () => {
    const field = fc.oneof(
      fc.constantFrom('name', 'id', 'timestamp', 'value', 'properties', 'userId', 'sessionId'),
      fc.string(),
    );
    const event = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(field, fc.jsonValue()),
      fc.record({
        name: fc.string(),
        id: fc.constantFrom('1', '2'),
        properties: fc.dictionary(fc.string(), fc.jsonValue()),
      }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const { lines, duplicates, refused } = prepare(events);
        expect(lines.length + duplicates + refused.length).toBe(events.length);
        expect(refused.map(({ index }) => index)).toEqual(
          [...new Set(refused.map(({ index }) => index))].sort((a, b) => a - b),
        );
        expect(refused.every(({ reason }) => reason.length > 5)).toBe(true);
        expect(lines.every((line) => !line.includes('\n'))).toBe(true);
        for (const line of lines) JSON.parse(line);
      }),
      { numRuns: 500 },
    );
  });
});

describe('too many property names', () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]));
  const propertiesOf = (properties: Record<string, unknown>) => {
    const { rows, changed } = prepare([withProperties(properties)]);
    return { kept: rows[0]?.properties as Record<string, unknown>, changed: changed.map(({ reason }) => reason) };
  };

  it('of 200 all are kept', () => {
    const { kept, changed } = propertiesOf(many(200));
    expect([Object.keys(kept).length, changed]).toEqual([200, []]);
  });
  it('of 202 the last two become one text, and the receipt says so', () => {
    const { kept, changed } = propertiesOf(many(202));
    expect(kept).toMatchObject({ k0: 0, k199: 199, _more: '{"k200":200,"k201":201}' });
    expect(Object.keys(kept)).toHaveLength(201);
    expect(changed).toEqual(['An event keeps 200 property names; 2 more are kept as text in properties._more.']);
  });
  it('of an object that does not fit the whole is kept as text, and what fits after it as it is', () => {
    const { kept } = propertiesOf({ ...many(150), big: many(100), last: 'x' });
    expect(kept).toMatchObject({ last: 'x', _more: JSON.stringify({ big: many(100) }) });
    expect(kept).not.toHaveProperty('big');
  });
  it('lose nothing when the client has a property of that name', () => {
    const { kept } = propertiesOf({ _more: 'mine', ...many(201) });
    expect(JSON.parse(String(kept._more))).toMatchObject({ _more: 'mine', k200: 200 });
  });
});
