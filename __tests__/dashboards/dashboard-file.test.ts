import fc from 'fast-check';
import { dashboardText } from '@/lib/dashboards/documents/dashboard-text';
import { flightsDashboard } from '@/lib/dashboards/board/flights-dashboard';
import { parseDashboardFile } from '@/lib/dashboards/documents/parse-dashboard-file';
import type { FileFormat } from '@/lib/model/parse-file-text';
import { dashboardDocSchema, type DashboardDoc } from '@/lib/model/dashboard';

const formats: FileFormat[] = ['json', 'yaml'];
const flights = dashboardDocSchema.parse(flightsDashboard);

const text = fc.string({ unit: 'grapheme', maxLength: 60 }).map((value) => value.replaceAll('\0', ''));
const title = text.map((value) => `T${value}`.trim());
const id = fc.stringMatching(/^[\w-]{1,20}$/);
const layout = fc.record({
  x: fc.integer({ min: 0, max: 11 }),
  y: fc.integer({ min: 0, max: 1_000 }),
  w: fc.integer({ min: 1, max: 12 }),
  h: fc.integer({ min: 1, max: 40 }),
});
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.constantFrom('yes', 'null', '1e3', '0x10', '~', '2025-01-01', '*a', '- b'),
);
const spec = fc.oneof(
  fc.record({
    kind: fc.constant('trend'),
    measures: fc.constant([{ agg: 'p95', of: 'properties.a b', label: 'x: y # z' }]),
    where: fc.array(
      fc.oneof(
        fc.tuple(fc.constant('name'), fc.constant('='), scalar),
        fc.record({ not: fc.tuple(fc.constant('properties.x'), fc.constant('exists')) }),
      ),
      { maxLength: 3 },
    ),
    range: fc.constantFrom({ last: '7d' }, { from: '2025-01-01T00:00:00Z', to: '2025-01-02T00:00:00Z' }),
  }),
  fc.record({ kind: fc.constant('sql'), sql: title, parameters: fc.constant({ city: [], one: ['a'], n: 5 }) }),
);
const panel = fc.oneof(
  fc.record({
    type: fc.constant('text'),
    id,
    layout,
    markdown: fc.string({ maxLength: 200 }).map((value) => value.replaceAll('\0', '')),
  }),
  fc.record({ type: fc.constant('chart'), id, layout, title, chart: fc.constantFrom('line', 'table'), spec }),
);
const anyDoc: fc.Arbitrary<DashboardDoc> = fc
  .record({
    title,
    tags: fc.array(
      title.map((value) => value.slice(0, 40)),
      { maxLength: 3 },
    ),
    panels: fc.uniqueArray(panel, { maxLength: 6, selector: (one) => one.id }),
  })
  .map((value) => dashboardDocSchema.parse(value));

describe('an exported dashboard', () => {
  it.each(formats)('is the same dashboard when it is imported, as %s', (format) => {
    fc.assert(
      fc.property(anyDoc, (doc) => {
        const written = dashboardText(doc, format);
        expect(parseDashboardFile(written, format)).toEqual({ value: { doc } });
        expect(parseDashboardFile(written)).toEqual({ value: { doc } });
      }),
      { numRuns: 150 },
    );
    expect(parseDashboardFile(dashboardText(flights, format))).toEqual({ value: { doc: flights } });
  });

  it.each(formats)('is the same text whatever the order of its names was, as %s', (format) => {
    const shuffled = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shuffled)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([name, inner]) => [name, shuffled(inner)]),
            )
          : value;
    expect(dashboardText(shuffled(flights), format)).toBe(dashboardText(flights, format));
  });

  it('changes few lines when little is changed', () => {
    const changed = {
      ...flights,
      panels: flights.panels.map((one) => (one.id === 'routes' ? { ...one, layout: { x: 0, y: 9, w: 9, h: 9 } } : one)),
    };
    const before = dashboardText(flights, 'yaml').split('\n');
    const after = dashboardText(changed, 'yaml').split('\n');
    expect(after.filter((line, index) => line !== before[index])).toEqual(['      layout: { x: 0, y: 9, w: 9, h: 9 }']);
  });

  it('reads well', () => {
    const doc = dashboardDocSchema.parse({
      title: 'Sales',
      panels: [
        {
          type: 'chart',
          id: 'orders',
          layout: { x: 0, y: 0, w: 6, h: 5 },
          title: 'Orders',
          chart: 'line',
          spec: {
            kind: 'trend',
            measures: [{ agg: 'count', event: 'order' }],
            where: [['properties.city', '=', 'Ulm']],
            range: { last: '7d' },
          },
        },
      ],
    });
    expect(dashboardText(doc, 'yaml')).toMatchInlineSnapshot(`
     "sightglass: 1
     kind: dashboard
     dashboard:
       title: Sales
       range: { last: 24h }
       refresh: live
       panels:
         - title: Orders
           type: chart
           id: orders
           layout: { x: 0, y: 0, w: 6, h: 5 }
           chart: line
           unit: count
           time: dashboard
           isLive: true
           spec:
             kind: trend
             range: { last: 7d }
             timezone: UTC
             measures:
               - { agg: count, event: order }
             where:
               - [ properties.city, =, Ulm ]
             top: 10
             other: false
             grain: auto
     "
    `);
  });
});

const yaml = (panelSpec: string) => `sightglass: 1
kind: dashboard
dashboard:
  title: Sales
  panels:
    - type: chart
      id: a
      layout: { x: 0, y: 0, w: 6, h: 4 }
      title: Orders
      chart: line
      spec:
${panelSpec}
`;

describe('a file with a fault', () => {
  it.each<[string, string, { path: string; reason: string }]>([
    [
      'an unknown aggregate',
      yaml(`        kind: trend\n        measures:\n          - agg: median\n        range: { last: 7d }`),
      {
        path: 'dashboard.panels.0.spec.measures.0.agg',
        reason: expect.stringMatching(/^Invalid option.*\(line 14\)$/) as string,
      },
    ],
    [
      'something missing',
      yaml(`        kind: trend\n        range: { last: 7d }`),
      { path: 'dashboard.panels.0.spec.measures', reason: expect.stringMatching(/\(line 12\)$/) as string },
    ],
    [
      'a later version',
      'sightglass: 2\nkind: dashboard\ndashboard: {}',
      { path: 'sightglass', reason: 'This version of Sightglass reads files of version 1 (line 1)' },
    ],
    [
      'another kind',
      'sightglass: 1\nkind: rule\ndashboard: {}',
      { path: 'kind', reason: 'Only files of the kind dashboard can be read here (line 2)' },
    ],
    ['no YAML in it', 'title: "open\npanels: [', { path: '', reason: expect.stringMatching(/\(line \d\)$/) as string }],
    ['a name twice', 'title: a\ntitle: b', { path: '', reason: 'Map keys must be unique (line 2)' }],
    ['no dashboard in it', '', { path: '', reason: 'The file holds no dashboard' }],
    ['a list in it', '- a', { path: '', reason: 'The file holds no dashboard (line 1)' }],
    [
      'two documents',
      'title: a\n---\ntitle: b',
      { path: '', reason: expect.stringContaining('multiple documents') as string },
    ],
    [
      'no JSON in it',
      '{\n  "title": "a",\n  oops\n}',
      { path: '', reason: expect.stringMatching(/^The file is not valid JSON.*\(line 3\)$/) as string },
    ],
    [
      'a wrong panel in JSON',
      '{\n  "title": "a",\n  "panels": [\n    { "type": "x" }\n  ]\n}',
      { path: 'panels.0.type', reason: expect.stringMatching(/\(line 4\)$/) as string },
    ],
  ])('such as %s is refused with path and line', (_name, input, fault) => {
    expect(parseDashboardFile(input)).toMatchObject({ faults: expect.arrayContaining([fault]) as unknown });
  });

  it.each<[string, string]>([
    [
      'multiply',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefghijk'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghijk'[index]}`).join(',')}]`)
        .join('\n')}`,
    ],
    ['contain themselves', 'title: &a [*a, *a]'],
    ['nest without end', `title: ${'['.repeat(20_000)}`],
    ['nest deeply and end', `title: ${'['.repeat(5_000)}${']'.repeat(5_000)}`],
  ])('whose values %s is refused at once', (_name, input) => {
    const before = performance.now();
    expect(parseDashboardFile(input, 'yaml')).toMatchObject({ faults: [{ path: expect.any(String) as string }] });
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('may use a few aliases', () => {
    const input =
      'title: a\npanels:\n  - { type: text, id: a, markdown: x, layout: &l { x: 0, y: 0, w: 6, h: 4 } }\n  - { type: text, id: b, markdown: y, layout: *l }';
    expect(parseDashboardFile(input)).toMatchObject({
      value: { doc: { panels: [{ id: 'a' }, { layout: { w: 6 } }] } },
    });
  });

  it('says when it is about something else, so that folders may hold that, too', () => {
    expect(parseDashboardFile('sightglass: 1\nkind: rule\nrule: {}')).toMatchObject({ isOtherKind: true });
    expect(parseDashboardFile('sightglass: 1\nkind: dashboard')).toMatchObject({ isOtherKind: false });
  });
});
