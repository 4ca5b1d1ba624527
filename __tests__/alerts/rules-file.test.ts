import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseRulesFile } from '@/lib/alerts/documents/parse-rules-file';
import { rulesText } from '@/lib/alerts/documents/rules-text';
import { ruleDocSchema, type RuleDoc } from '@/lib/model/rule';

const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((value) => value.replaceAll('\0', ''));
const name = text.map((value) => `R${value}`.trim());
const span = fc
  .tuple(fc.integer({ min: 1, max: 600 }), fc.constantFrom('s', 'm', 'h'))
  .map(([n, unit]) => `${n}${unit}`);
const severity = fc.constantFrom('critical' as const, 'warning' as const, 'info' as const);
// JSON knows no negative zero.
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const label = fc.stringMatching(/^[a-zA-Z_]\w{0,10}$/).filter((key) => key !== '__proto__');
const condition = fc.oneof(
  fc.record({
    type: fc.constant('threshold'),
    operator: fc.constantFrom('>', '>=', '<', '<='),
    levels: fc.uniqueArray(fc.record({ severity, value: number }), {
      minLength: 1,
      maxLength: 3,
      selector: (level) => level.severity,
    }),
  }),
  fc.record({
    type: fc.constant('change'),
    levels: fc.tuple(fc.record({ severity, by: fc.integer({ min: 1, max: 500 }) })),
  }),
  fc.record({ type: fc.constant('absence'), levels: fc.tuple(fc.record({ severity, after: span })) }),
);
const scalar = fc.oneof(text, fc.integer(), fc.boolean(), fc.constantFrom('yes', 'null', '1e3', '~', '2025-01-01'));
const spec = fc.record({
  kind: fc.constantFrom('total', 'breakdown'),
  measures: fc.constantFrom(
    [{ agg: 'p95', of: 'properties.a b', label: 'x: y # z' }],
    [{ agg: 'count', event: '- no' }],
  ),
  where: fc.array(fc.tuple(fc.constant('name'), fc.constant('='), scalar), { maxLength: 3 }),
  range: fc.constantFrom({ last: '5m' }, { last: 'today' }),
});
const anyRule: fc.Arbitrary<RuleDoc> = fc
  .record({
    name,
    spec,
    condition,
    for: span,
    noData: fc.constantFrom('alert', 'keep'),
    labels: fc.dictionary(label, text),
  })
  .map(({ spec: asked, ...doc }) =>
    ruleDocSchema.parse({ ...doc, spec: asked.kind === 'total' ? asked : { ...asked, by: ['properties.service'] } }),
  );
const anyRules = fc.uniqueArray(anyRule, { maxLength: 4, selector: (rule) => rule.name });

describe('rules in a file', () => {
  it.each(['yaml', 'json'] as const)('come back from %s as they were', (format) => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const parsed = parseRulesFile(rulesText(rules, format), format);
        const sorted = [...rules].sort((a, b) => (a.name < b.name ? -1 : 1));
        expect('value' in parsed ? parsed.value.rules : parsed).toEqual(sorted);
      }),
      { numRuns: 60 },
    );
  });

  it('may stand in a file without an envelope, for a workspace', () => {
    expect(parseRulesFile('workspace: shop\nrules: []')).toEqual({ value: { rules: [], workspace: 'shop' } });
  });

  it.each([
    ['kind: dashboard\nrules: []', 'kind'],
    ['rules: 5', 'rules'],
    ['sightglass: 2\nrules: []', 'sightglass'],
    ['rules: [{}]', 'rules.0.name'],
    ['- 1', ''],
  ])('%j is refused at its place', (file, path) => {
    expect(parseRulesFile(file)).toMatchObject({
      faults: expect.arrayContaining([expect.objectContaining({ path })]) as unknown,
    });
  });

  it('have names of their own', () => {
    const rule = `{ name: A, spec: { kind: total, measures: [{ agg: count }], range: { last: 5m } },
      condition: { type: absence, levels: [{ severity: info, after: 5m }] } }`;
    expect(parseRulesFile(`rules:\n  - ${rule}\n  - ${rule}`)).toEqual({
      faults: [{ path: 'rules.1.name', reason: '"A" is there twice (line 4)' }],
    });
  });
  it('are as the documentation shows them', () => {
    const guide = readFileSync('docs/alerts.md', 'utf8');
    const example = /```yaml\n(sightglass: 1\nkind: rules[\s\S]*?)```/.exec(guide)?.[1] ?? '';
    expect(parseRulesFile(example)).toMatchObject({ value: { rules: [{ name: 'Checkout is slow', every: '1m' }] } });
  });
});
