import fc from 'fast-check';
import type { Formula, Measure } from '@/lib/model/measure';
import { formulaSetOf, withFormulas } from '@/lib/query/formulas';
import { outputsOf } from '@/lib/query/outputs';
import { parseSpec } from '@/lib/query/parse-spec';

const measures: Measure[] = [
  { agg: 'count' },
  { agg: 'users', event: 'view' },
  { agg: 'avg', of: 'value', label: 'Delay' },
];
const formulasOf = (...texts: string[]): Formula[] => texts.map((formula) => ({ formula }));

/** The values of A, B and C and then of the formulas. */
function computed(values: readonly (number | null)[], ...texts: string[]) {
  const set = formulaSetOf({ measures, formulas: formulasOf(...texts) });
  if ('faults' in set) throw new Error(JSON.stringify(set.faults));
  return withFormulas(values, set).slice(values.length);
}

test.each<[string, (number | null)[], number | null]>([
  ['A / B * 100', [1, 4, 0], 25],
  ['a + b * c', [1, 2, 3], 7],
  ['(A + B) * C', [1, 2, 3], 9],
  ['A - B - C', [10, 3, 2], 5],
  ['-A + 1.5e1', [5, 0, 0], 10],
  ['A--B', [5, 2, 0], 7],
  ['A / B', [1, 0, 0], null],
  ['0 / A', [0, 0, 0], null],
  ['A + B', [1, null, 0], null],
  ['0 * A', [-1, 0, 0], 0],
  ['min(A, B, C)', [3, 1, 2], 1],
  ['max(A, B) - abs(C)', [3, 1, -2], 1],
  ['max(A, B)', [3, null, 0], null],
  ['round(A / B)', [2, 3, 0], 1],
  ['round(A / B, 2)', [2, 3, 0], 0.67],
  ['A * 1e308 * 10', [1e300, 0, 0], null],
  ['7', [null, null, null], 7],
])('%s of %j is %j', (text, values, expected) => {
  expect(computed(values, text)).toEqual([expected]);
});

test('formulas can use formulas, also those after them', () => {
  expect(computed([6, 2, 0], 'E * 2', 'A / B')).toEqual([6, 3]);
});

test.each<[string[], string[], string]>([
  [['A +'], ['0'], 'Expected expression after + at character 4'],
  [['A B'], ['0'], 'is more than one expression; put an operator between them, for example A / B'],
  [['D'], ['0'], 'D uses itself'],
  [['G / 2'], ['0'], 'there is no measure G; use A to D'],
  [['total / 2'], ['0'], 'total is not known; use A to D'],
  [['A ^ 2'], ['0'], 'cannot use ^; use + - * /'],
  [['A ** 2'], ['0'], 'cannot use **; use + - * /'],
  [['!A'], ['0'], 'cannot use !; use + - * /'],
  [['"1"'], ['0'], 'cannot use "1": it is not a number'],
  [['true'], ['0'], 'cannot use true: it is not a number'],
  [['1e999'], ['0'], 'cannot use 1e999: it is not a number'],
  [['A.constructor'], ['0'], 'can only use letters, numbers, + - * / and parentheses'],
  [['[A]'], ['0'], 'can only use letters, numbers, + - * / and parentheses'],
  [['this'], ['0'], 'can only use letters, numbers, + - * / and parentheses'],
  [['A > 1 ? A : B'], ['0'], 'can only use letters, numbers, + - * / and parentheses'],
  [['sqrt(A)'], ['0'], 'sqrt is no function; there are min, max, abs and round'],
  [['constructor(A)'], ['0'], 'constructor is no function; there are min, max, abs and round'],
  [['A.b(1)'], ['0'], 'this is no function; there are min, max, abs and round'],
  [['abs(A, B)'], ['0'], 'abs takes one value'],
  [['round()'], ['0'], 'round takes 1 to 2 values'],
  [[`${'-('.repeat(60)}A${')'.repeat(60)}`], ['0'], 'is too deep: more than 40 operations inside one another'],
  [['E', 'D'], ['0', '1'], 'D and E use each other'],
  [['E', 'F', 'D + A', 'D'], ['0', '1', '2'], 'D, E and F use each other'],
])('%j is refused at %j: %s', (texts, places, reason) => {
  const set = formulaSetOf({ measures, formulas: formulasOf(...texts) });
  expect(set).toEqual({ faults: places.map((index) => ({ path: `formulas.${index}.formula`, reason })) });
});

test('no text makes anything but numbers, no data or a fault', () => {
  const piece = fc.constantFrom(
    'A',
    'B',
    'C',
    '1',
    '0',
    '.5',
    '+',
    '-',
    '*',
    '/',
    '(',
    ')',
    'min',
    'round',
    ',',
    ' ',
    '%',
    '"',
    '[',
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 30 }), (pieces) => {
      const set = formulaSetOf({ measures, formulas: formulasOf(pieces.join('')) });
      if ('faults' in set) expect(set.faults[0]?.reason).toEqual(expect.any(String));
      else
        for (const value of withFormulas([3, 0, null], set))
          expect(value === null || Number.isFinite(value)).toBe(true);
    }),
    { numRuns: 2_000, seed: 5 },
  );
});

test('a formula is called by its label, or by what it says in the names of its measures', () => {
  const formulas: Formula[] = [
    { formula: 'A / B * 100' },
    { formula: 'C - D' },
    { formula: 'max(a, D)', label: 'Most' },
    { formula: 'F / 2' },
  ];
  expect(outputsOf({ measures: [{ agg: 'count', hidden: true }, ...measures.slice(1)], formulas })).toEqual([
    { index: 1, label: 'view: users', transform: undefined },
    { index: 2, label: 'Delay', transform: undefined },
    { index: 3, label: 'events / view: users * 100', transform: undefined },
    { index: 4, label: 'Delay - (events / view: users * 100)', transform: undefined },
    { index: 5, label: 'Most', transform: undefined },
    { index: 6, label: 'Most / 2', transform: undefined },
  ]);
});

test('a name does not grow with what formulas say of one another', () => {
  const many = Array.from({ length: 60 }, () => 'A').join('+');
  const formulas = formulasOf(many, many.replaceAll('A', 'B'), many.replaceAll('A', 'C'), many.replaceAll('A', 'D'));
  const outputs = outputsOf({ measures: [{ agg: 'count' }], formulas });
  expect(outputs.map(({ label }) => label.length)).toEqual([6, 120, 120, 120, 120]);
});

test('a transform is part of the name of what has no label', () => {
  expect(
    outputsOf({
      measures: [
        { agg: 'count', transform: 'cumulative' },
        { agg: 'count', transform: { movingAverage: 7 } },
        { agg: 'count', transform: 'cumulative', label: 'Sum' },
      ],
      formulas: [],
    }).map(({ label }) => label),
  ).toEqual(['events, running total', 'events, mean of 7', 'Sum']);
});

const base = { measures: [{ agg: 'count' }], range: { last: '24h' } };
test.each<[string, object, string]>([
  ['a formula that is none', { kind: 'total', ...base, formulas: [{ formula: 'A /' }] }, 'formulas.0.formula'],
  ['a circle', { kind: 'trend', ...base, formulas: [{ formula: 'C' }, { formula: 'B' }] }, 'formulas.0.formula'],
  [
    'a transform of a total',
    { kind: 'total', ...base, measures: [{ agg: 'count', transform: 'cumulative' }] },
    'measures.0.transform',
  ],
  [
    'a transform of a formula of a breakdown',
    { kind: 'breakdown', ...base, by: ['name'], formulas: [{ formula: 'A', transform: { movingAverage: 3 } }] },
    'formulas.0.transform',
  ],
  ['a question that shows nothing', { kind: 'trend', ...base, measures: [{ agg: 'count', hidden: true }] }, 'measures'],
  [
    'a heat map of a transform',
    { kind: 'heatmap', range: base.range, measure: { agg: 'count', transform: 'cumulative' } },
    'measure.transform',
  ],
  [
    'drivers among times',
    {
      kind: 'drivers',
      range: base.range,
      focus: { from: '2024-01-01T00:00:00Z', to: '2024-01-02T00:00:00Z' },
      measure: { agg: 'count' },
      fields: ['name', 'timestamp'],
    },
    'fields.1',
  ],
  [
    'a hidden heat map',
    { kind: 'heatmap', range: base.range, measure: { agg: 'count', hidden: true } },
    'measure.hidden',
  ],
])('%s is refused with its place', (_, input, path) => {
  expect(() => parseSpec(input)).toThrow(
    expect.objectContaining({
      code: 'invalid_input',
      fields: expect.arrayContaining([expect.objectContaining({ path })]) as unknown,
    }) as Error,
  );
});
