import fc from 'fast-check';
import { filterText } from '@/lib/dashboards/view/filter-text';
import { filterWords } from '@/lib/dashboards/view/filter-words';
import { parseFilterText } from '@/lib/dashboards/view/parse-filter-text';
import { operators, type Condition, type Scalar } from '@/lib/model/filter';

const textual = ['contains', 'not contains', 'starts with', 'ends with'];

describe('filter text', () => {
  it.each<[string, Condition]>([
    ['properties.origin:=:ATL', ['properties.origin', '=', 'ATL']],
    ['properties.delay:>:15', ['properties.delay', '>', 15]],
    ['properties.isLate:=:true', ['properties.isLate', '=', true]],
    ['properties.flight:=:"15"', ['properties.flight', '=', '15']],
    ['properties.origin:in:ATL,ORD', ['properties.origin', 'in', ['ATL', 'ORD']]],
    ['properties.origin:not in:ATL', ['properties.origin', 'not in', ['ATL']]],
    ['properties.code:in:["a,b","c"]', ['properties.code', 'in', ['a,b', 'c']]],
    ['name:contains:pay:ment', ['name', 'contains', 'pay:ment']],
    ['properties.a:b:=:x', ['properties.a:b', '=', 'x']],
    ['user:not exists', ['user', 'not exists']],
    ['user:=:', ['user', '=', '']],
  ])('reads and writes %s', (text, filter) => {
    expect(parseFilterText(text)).toEqual({ ok: true, filter });
    expect(filterText(filter)).toBe(text);
  });

  it.each([
    ['origin:=:ATL', 'is no field'],
    ['properties.origin', 'has no operator'],
    ['properties.origin:~:ATL', 'has no operator'],
    ['properties.a:in:[1,', 'needs a list'],
    [`name:=:${'x'.repeat(2_001)}`, 'too long'],
    ['', 'has no operator'],
  ])('says what is wrong with %s', (text, reason) => {
    const parsed = parseFilterText(text);
    expect(parsed).toMatchObject({ ok: false });
    expect(parsed.ok ? '' : parsed.reason).toContain(reason);
  });

  it('reads back every filter it writes', () => {
    const scalar: fc.Arbitrary<Scalar> = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.boolean(),
      fc.constantFrom('15', 'true', '"', '"x"', '[1]', 'a,b', ' ', '-0'),
    );
    const field = fc.constantFrom('name', 'user', 'value', 'properties.origin', 'properties.a.b', 'properties.a b');
    const filter = fc
      .tuple(field, fc.constantFrom(...operators), scalar, fc.array(scalar, { minLength: 1, maxLength: 4 }))
      .map(([name, operator, one, many]): Condition => {
        if (operator === 'exists' || operator === 'not exists') return [name, operator];
        if (operator === 'in' || operator === 'not in') return [name, operator, many];
        return [name, operator, textual.includes(operator) ? String(one) : one];
      });
    fc.assert(
      fc.property(filter, (given) => expect(parseFilterText(filterText(given))).toEqual({ ok: true, filter: given })),
    );
  });

  it('says a filter in words, and shortens long lists', () => {
    expect(filterWords(['properties.origin', '=', 'ATL'])).toEqual({ field: 'origin', operator: 'is', value: 'ATL' });
    expect(filterWords(['name', 'in', ['a', 'b', 'c', 'd', 'e']]).value).toBe('a, b, c and 2 more');
  });
});
