import { shareQuestions, sharingKey } from '@/lib/alerts/tick/share-questions';
import { partOfAnswer } from '@/lib/alerts/tick/part-of-answer';
import { querySpecSchema, type QuerySpec, type QuerySpecInput } from '@/lib/model/query-spec';
import { canonicalSpec } from '@/lib/query/spec-key';

const count = (event: string) => ({ agg: 'count' as const, event });
const spec = (input: Partial<QuerySpecInput> & { kind: QuerySpec['kind'] }): QuerySpec =>
  querySpecSchema.parse({ measures: [count('a')], range: { last: '5m' }, ...input });
const share = (...specs: QuerySpec[]) => shareQuestions(specs.map((one) => ({ workspaceId: 'w1', spec: one })));
const measuresOf = ({ spec: shared }: { spec: QuerySpec }) =>
  'measures' in shared ? shared.measures.map(({ event, agg }) => `${agg} ${event}`) : [];

describe('questions of rules', () => {
  it('that are equal are asked once, whatever the order of their filters', () => {
    const [x, y] = [
      ['value', '>', 1],
      ['user', '=', 'u'],
    ] as const;
    const shared = share(
      spec({ kind: 'total', where: [[...x], [...y]] }),
      spec({ kind: 'total', where: [[...y], [...x]] }),
    );
    expect(shared).toHaveLength(1);
  });

  it('that differ in their measures only are asked together', () => {
    const a = spec({ kind: 'total', measures: [count('a'), count('b')] });
    const b = spec({ kind: 'total', measures: [count('c'), count('a')] });
    const [shared, ...more] = share(a, b);
    expect(more).toEqual([]);
    expect(shared && measuresOf(shared)).toEqual(['count a', 'count b', 'count c']);
    expect(shared?.places.get(canonicalSpec(b))).toEqual([2, 0]);
  });

  it.each<[string, QuerySpec, QuerySpec]>([
    ['filters', spec({ kind: 'total' }), spec({ kind: 'total', where: [['value', '>', 1]] })],
    ['ranges', spec({ kind: 'total' }), spec({ kind: 'total', range: { last: '10m' } })],
    ['kinds', spec({ kind: 'total' }), spec({ kind: 'trend' })],
    ['comparisons', spec({ kind: 'total' }), spec({ kind: 'total', compare: 'week' })],
    ['groups', spec({ kind: 'breakdown', by: ['properties.a'] }), spec({ kind: 'breakdown', by: ['properties.b'] })],
    [
      'first measures, by which groups are ranked',
      spec({ kind: 'breakdown', by: ['user'] }),
      spec({ kind: 'breakdown', by: ['user'], measures: [count('b')] }),
    ],
    [
      'events that make groups',
      spec({ kind: 'breakdown', by: ['user'] }),
      spec({ kind: 'breakdown', by: ['user'], measures: [count('a'), count('b')] }),
    ],
    [
      'formulas, which name measures by their place',
      spec({ kind: 'total', measures: [count('a'), count('b')], formulas: [{ formula: 'A / B' }] }),
      spec({ kind: 'total', measures: [count('b'), count('a')], formulas: [{ formula: 'A / B' }] }),
    ],
  ])('that differ in their %s are asked apart', (_, a, b) => {
    expect(share(a, b)).toHaveLength(2);
  });

  it('of different workspaces never meet', () => {
    const one = spec({ kind: 'total' });
    expect(
      shareQuestions([
        { workspaceId: 'w1', spec: one },
        { workspaceId: 'w2', spec: one },
      ]),
    ).toHaveLength(2);
    expect(sharingKey('w1', one)).not.toBe(sharingKey('w2', one));
  });

  it('are asked together up to eight measures', () => {
    const singles = Array.from({ length: 20 }, (_, n) => spec({ kind: 'total', measures: [count(`e${n}`)] }));
    const shared = share(...singles, ...singles);
    expect(shared.map((one) => measuresOf(one).length)).toEqual([8, 8, 4]);
    expect(shared.flatMap(measuresOf).sort()).toEqual(singles.flatMap((s) => measuresOf({ spec: s })).sort());
  });

  it('with groups are asked together when they rank by the same measure of the same events', () => {
    const by = ['properties.service'];
    const p95 = { agg: 'p95' as const, of: 'value', event: 'a' };
    const a = spec({ kind: 'trend', by, measures: [count('a')] });
    const b = spec({ kind: 'trend', by, measures: [count('a'), p95] });
    const [shared] = share(a, b);
    expect(shared && measuresOf(shared)).toEqual(['count a', 'p95 a']);
  });

  it('take their own measures out of the common answer, as if they had been asked alone', () => {
    const meta = { asOf: 0, freshness: 'fresh', ageMs: 0, tookMs: 1, rowsRead: 1, source: 'events' } as const;
    const series = (measure: number, group: string) => ({
      key: `${measure}:["${group}"]`,
      label: `${group} · m${measure}`,
      measure,
      group: [group],
      values: [measure],
    });
    const data = {
      kind: 'trend' as const,
      grain: '1m' as const,
      buckets: [0],
      series: [series(0, 'x'), series(1, 'x'), series(2, 'x'), series(0, 'y'), series(1, 'y'), series(2, 'y')],
    };
    const of = spec({ kind: 'trend', by: ['user'], measures: [count('c'), count('a')] });
    const part = partOfAnswer({ data, query: of, meta }, { spec: of, places: [2, 0] });
    expect(part.data).toMatchObject({
      series: [
        { key: '0:["x"]', measure: 0, values: [2] },
        { key: '1:["x"]', measure: 1, values: [0] },
        { key: '0:["y"]', measure: 0, values: [2] },
        { key: '1:["y"]', measure: 1, values: [0] },
      ],
    });
    const alone = spec({ kind: 'trend', by: ['user'], measures: [count('b')] });
    expect(partOfAnswer({ data, query: of, meta }, { spec: alone, places: [1] }).data).toMatchObject({
      series: [
        { key: '0:["x"]', label: 'x' },
        { key: '0:["y"]', label: 'y' },
      ],
    });
  });
});
