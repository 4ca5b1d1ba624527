import { readFileSync } from 'node:fs';
import { createMetrics } from '@/lib/telemetry/metrics';
import { readConfig } from '@/lib/config/config';
import { parseRulesFile } from '@/lib/alerts/documents/parse-rules-file';
import { parseFileText } from '@/lib/model/parse-file-text';

const guide = readFileSync('docs/operations.md', 'utf8');
const known = createMetrics()
  .registry.getMetricsAsArray()
  .map(({ name }) => name);
const ours = known.filter((name) => name.startsWith('sightglass_')).sort();

it('the guide lists every metric, and no other', () => {
  const listed = [...guide.matchAll(/^\| `(sightglass_\w+)`/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(ours);
});

it('the guide names every setting', () => {
  const source = readFileSync('lib/config/config.ts', 'utf8');
  const settings = [...source.matchAll(/^ {2}([A-Z_]{4,}): /gm)].map(([, name]) => name ?? '');
  expect(settings).toContain('SIGHTGLASS_DATA');
  expect(readConfig(Object.fromEntries(settings.map((name) => [name, ''])), '/').ok).toBe(true);
  expect(settings.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});

it('the rules on the portal itself can be provisioned', () => {
  const parsed = parseRulesFile(readFileSync('deploy/sightglass-rules.yaml', 'utf8'), 'yaml');
  expect(parsed).toMatchObject({ value: { workspace: 'system' } });
  expect('value' in parsed && parsed.value.rules.length).toBeGreaterThan(2);
});

describe("Prometheus' rules", () => {
  type File = { groups: { rules: { alert: string; expr: string; annotations: { runbook: string } }[] }[] };
  const parsed = parseFileText(readFileSync('deploy/sightglass.prometheus.yaml', 'utf8'), 'yaml');
  const rules = ('value' in parsed ? (parsed.value as File) : { groups: [] }).groups.flatMap((group) => group.rules);

  it('ask for metrics that exist', () => {
    const asked = rules.flatMap(({ expr }) => expr.match(/\b(?:sightglass|nodejs|process)_\w+/g) ?? []);
    const plain = asked.map((name) => name.replace(/_bucket$/, ''));
    expect(plain.length).toBeGreaterThan(10);
    expect(plain.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('each have a runbook in the guide', () => {
    const runbooks = [...guide.matchAll(/^### (.+)$/gm)].map(([, title]) => title);
    expect(rules.map(({ annotations }) => annotations.runbook).filter((title) => !runbooks.includes(title))).toEqual(
      [],
    );
  });
});
