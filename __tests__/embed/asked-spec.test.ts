import { askedSpec, variablesOf } from '@/lib/embed/asked-spec';
import { parseSpec } from '@/lib/query/parse-spec';
import { question, view } from './chart';

const trend = parseSpec({ ...question, where: [['properties.plan', 'in', ['$plan', '$$free']]] });
const statement = parseSpec({
  kind: 'sql',
  sql: 'SELECT count() FROM events WHERE name = {name:String} AND timestamp > {from:DateTime64}',
});

describe('the question of a chart by URL', () => {
  it('is the chart’s own without parameters', () => {
    expect(askedSpec(trend, view())).toEqual(trend);
  });

  it('has the range, timezone and filters of the address', () => {
    expect(askedSpec(trend, view('range=7d&timezone=Asia/Tokyo&filter=value:>:1'))).toMatchObject({
      range: { last: '7d' },
      timezone: 'Asia/Tokyo',
      where: [
        ['properties.plan', 'in', ['$plan', '$$free']],
        ['value', '>', 1],
      ],
    });
  });

  it('takes a grain that fits when its own would make too many buckets', () => {
    expect(askedSpec(trend, view('range=90d'))).toMatchObject({ grain: 'auto' });
    expect(askedSpec(trend, view('range=30d'))).toMatchObject({ grain: '1h' });
  });

  it('has variables where its filters and statements name some', () => {
    expect(variablesOf(trend)).toEqual(['plan']);
    expect(variablesOf(statement)).toEqual(['name']);
    expect(askedSpec(trend, view('var-plan=pro', 'UTC', ['plan']))).toMatchObject({
      where: [['properties.plan', 'in', ['pro', '$free']]],
    });
    expect(askedSpec(statement, view('var-name=sign-up', 'UTC', ['name']))).toMatchObject({
      parameters: { name: 'sign-up' },
    });
  });

  it('is refused with what its kind cannot take', () => {
    expect(() => askedSpec(statement, view('filter=value:>:1'))).toThrow('filter: This chart is a statement');
  });
});
