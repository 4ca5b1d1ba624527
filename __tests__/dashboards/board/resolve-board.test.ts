import { defaultBoardView, type BoardView } from '@/lib/dashboards/board/board-view';
import { putInText, putVariables } from '@/lib/dashboards/board/put-variables';
import { resolveBoard } from '@/lib/dashboards/board/resolve-board';
import { dashboardDocSchema, type DashboardDocInput } from '@/lib/model/dashboard';
import type { Filter } from '@/lib/model/filter';
import type { QuerySpecInput } from '@/lib/model/query-spec';

type PanelInput = NonNullable<DashboardDocInput['panels']>[number];

const chosen = new Map([
  ['one', ['DE']],
  ['two', ['DE', 'FR']],
  ['every', []],
  ['limit', ['15']],
]);

describe('variables in filters', () => {
  it.each<[string, Filter, Filter[]]>([
    ['one value', ['user', '=', '$one'], [['user', '=', 'DE']]],
    ['several values', ['user', '=', '$two'], [['user', 'in', ['DE', 'FR']]]],
    ['all, which is no filter', ['user', '=', '$every'], []],
    ['a list of which one is all', ['user', 'in', ['x', '$every']], []],
    ['a value among others', ['user', 'in', ['x', '$two']], [['user', 'in', ['x', 'DE', 'FR']]]],
    ['one value denied', ['user', '!=', '$one'], [['user', '!=', 'DE']]],
    ['several values denied', ['user', 'not in', ['$two']], [['user', 'not in', ['DE', 'FR']]]],
    ['a number to compare with', ['value', '>', '$limit'], [['value', '>', 15]]],
    [
      'several texts to look for',
      ['user', 'contains', '$two'],
      [
        {
          or: [
            ['user', 'contains', 'DE'],
            ['user', 'contains', 'FR'],
          ],
        },
      ],
    ],
    [
      'several texts not to be there',
      ['user', 'not contains', '$two'],
      [
        {
          and: [
            ['user', 'not contains', 'DE'],
            ['user', 'not contains', 'FR'],
          ],
        },
      ],
    ],
    [
      '"this or anything", which is anything',
      {
        or: [
          ['user', '=', 'x'],
          ['user', '=', '$every'],
        ],
      },
      [],
    ],
    [
      '"this and anything", which is this',
      {
        and: [
          ['user', '=', 'x'],
          ['user', '=', '$every'],
        ],
      },
      [{ and: [['user', '=', 'x']] }],
    ],
    ['not anything, which is no filter', { not: ['user', '=', '$every'] }, []],
    ['not a value', { not: ['user', '=', '$one'] }, [{ not: ['user', '=', 'DE'] }]],
    ['a text that only looks like one', ['name', '=', '$$pageview'], [['name', '=', '$pageview']]],
    ['an amount of money', ['user', '=', '$5'], [['user', '=', '$5']]],
  ])('%s', (_, filter, expected) => {
    expect(putVariables([filter], chosen)).toEqual(expected);
  });

  it('names a variable that is not there', () => {
    expect(() => putVariables([['user', '=', '$three']], chosen)).toThrow(/\$three/);
  });

  it('are written into texts, where other words with a dollar stay', () => {
    expect(putInText('From $two and $every for $5 or $three', chosen)).toBe('From DE, FR and all for $5 or $three');
  });
});

const spec: QuerySpecInput = {
  kind: 'trend',
  measures: [{ agg: 'count', where: [['user', '=', '$country']] }],
  where: [['properties.country', 'in', ['$country']]],
  range: { last: '1h' },
};
const chart = (id: string, more: Partial<Extract<PanelInput, { type: 'chart' }>> = {}): PanelInput => ({
  type: 'chart',
  id,
  title: `Panel of $country`,
  layout: { x: 0, y: 0, w: 6, h: 3 },
  chart: 'line',
  spec,
  ...more,
});

function resolve(panels: PanelInput[], change: Partial<BoardView> = {}, timezone?: string) {
  const doc = dashboardDocSchema.parse({
    title: 'A',
    panels,
    variables: [{ type: 'field', name: 'country', field: 'properties.country' }],
    ...(timezone !== undefined && { timezone }),
  });
  return resolveBoard({ doc, view: { ...defaultBoardView(doc), ...change }, timezone: 'Europe/Berlin' });
}

describe('panels of a dashboard in a view', () => {
  it('get range, timezone, variables and cross-filters', () => {
    const [panel] = resolve([chart('a')], { variables: { country: ['DE'] }, filters: [['name', '=', 'x']] });
    expect(panel).toMatchObject({
      type: 'chart',
      title: 'Panel of DE',
      pace: 'live',
      panel: {
        size: { columns: 6, rows: 3 },
        spec: {
          range: { last: '24h' },
          timezone: 'Europe/Berlin',
          where: [
            ['properties.country', '=', 'DE'],
            ['name', '=', 'x'],
          ],
          measures: [{ where: [['user', '=', 'DE']] }],
        },
      },
    });
  });

  it("keep their own range when they say so, and the dashboard's own timezone goes before the workspace's", () => {
    const [panel] = resolve([chart('a', { time: 'own' })], {}, 'Asia/Tokyo');
    expect(panel).toMatchObject({ panel: { spec: { range: { last: '1h' }, timezone: 'Asia/Tokyo', where: [] } } });
  });

  it('come in reading order, without gaps and overlaps', () => {
    const at = (id: string, x: number, y: number): PanelInput => chart(id, { layout: { x, y, w: 6, h: 3 } });
    const panels = resolve([at('d', 0, 9), at('c', 3, 1), at('b', 6, 0), at('a', 0, 0)]);
    expect(panels.map(({ id, layout: { x, y } }) => [id, x, y])).toEqual([
      ['a', 0, 0],
      ['b', 6, 0],
      ['c', 3, 3],
      ['d', 0, 6],
    ]);
  });

  it('that cannot be resolved say why, and the others live', () => {
    const unknown = chart('unknown', { spec: { ...spec, where: [['user', '=', '$city']] } });
    const panels = resolve([chart('a'), unknown, chart('funny', { chart: 'funnel' })]);
    expect(panels.map(({ type }) => type)).toEqual(['chart', 'fault', 'fault']);
    expect(panels[1]).toMatchObject({ reason: expect.stringContaining('$city') as string });
    expect(panels[2]).toMatchObject({ reason: expect.stringContaining('"funnel"') as string });
  });

  it('give SQL the variables that it asks for', () => {
    const sql = (text: string) => chart('sql', { chart: 'table', spec: { kind: 'sql', sql: text } });
    const view = { variables: { country: ['DE', 'FR'] } };
    const parameters = (text: string, change: Partial<BoardView> = view) => {
      const [panel] = resolve([sql(text)], change);
      return panel?.type === 'chart' && panel.panel.spec.kind === 'sql' ? panel.panel.spec.parameters : null;
    };
    expect(parameters('SELECT has({country:Array(String)}, user)')).toEqual({ country: ['DE', 'FR'] });
    expect(parameters('SELECT {country:String}')).toEqual({ country: 'DE' });
    expect(parameters('SELECT {country:Array(String)}', {})).toEqual({ country: [] });
    expect(parameters('SELECT 1')).toEqual({});
  });

  it('keep the questions of all kinds whole', () => {
    const specs: QuerySpecInput[] = [
      { kind: 'total', measures: [{ agg: 'count' }], range: { last: '1h' } },
      { kind: 'breakdown', measures: [{ agg: 'count' }], by: ['name'], range: { last: '1h' } },
      { kind: 'table', columns: ['name'], range: { last: '1h' } },
      { kind: 'distribution', of: 'value', range: { last: '1h' } },
      { kind: 'heatmap', measure: { agg: 'count', where: [['user', '=', '$country']] }, range: { last: '1h' } },
      { kind: 'funnel', steps: [{ event: 'a' }, { where: [['user', '=', '$country']] }], range: { last: '1h' } },
      { kind: 'retention', start: { event: 'a' }, back: { event: 'b' }, range: { last: '1h' } },
      { kind: 'paths', anchor: { event: 'a' }, range: { last: '1h' } },
    ];
    const charts = ['number', 'bars', 'events', 'histogram', 'heatmap', 'funnel', 'heatmap', 'flow'] as const;
    const panels = resolve(
      specs.map((one, index) => chart(`p${index}`, { spec: one, chart: charts[index] ?? 'table' })),
      { filters: [['name', '=', 'x']], variables: { country: ['DE'] } },
    );
    for (const panel of panels)
      expect(panel).toMatchObject({
        type: 'chart',
        panel: { spec: { where: [['name', '=', 'x']], range: { last: '24h' } } },
      });
    expect(JSON.stringify(panels)).not.toContain('$country');
  });
});
