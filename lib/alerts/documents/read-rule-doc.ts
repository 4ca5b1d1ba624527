import { isRecord } from '@/lib/model/is-record';
import { tryInput } from '@/lib/model/check-input';
import { ruleDocSchema, type Rule, type RuleDoc } from '@/lib/model/rule';

/** A stored document in today's shape, or with the reason why it has none; the latter is not evaluated. */
export type ReadRuleDoc = { doc: RuleDoc; fault?: undefined } | { doc: unknown; fault: string };

/** Checking costs a tenth of a millisecond, and the same rules are read again and again. */
const known = new Map<string, ReadRuleDoc>();
const maxKnown = 5_000;

/** Reads what is stored of a rule. Treat the result as frozen; it is shared. */
export function readRuleDoc(stored: unknown): ReadRuleDoc {
  const key = JSON.stringify(stored) ?? '';
  const before = known.get(key);
  if (before !== undefined) return before;
  const checked = tryInput(ruleDocSchema, stored);
  const read: ReadRuleDoc =
    'value' in checked ? { doc: checked.value } : { doc: stored, fault: inWords(checked.faults) };
  if (known.size >= maxKnown) known.clear();
  known.set(key, read);
  return read;
}

function inWords([first]: readonly { path: string; reason: string }[]): string {
  if (first === undefined) return 'It cannot be read';
  return first.path === '' ? first.reason : `${first.path}: ${first.reason}`;
}

/** A stored rule as people see it. One that cannot be read keeps its name, and says why. */
export function withDoc<Row extends { doc: unknown }>(row: Row): Omit<Row, 'doc'> & Pick<Rule, 'doc' | 'fault'> {
  const { doc, fault } = readRuleDoc(row.doc);
  return fault === undefined ? { ...row, doc } : { ...row, doc: nameOnly(doc), fault };
}

function nameOnly(stored: unknown): RuleDoc {
  const raw = isRecord(stored) ? stored : {};
  const name = ruleDocSchema.shape.name.safeParse(raw.name).data ?? 'Rule that cannot be read';
  const isEnabled = raw.isEnabled !== false;
  // Pages show its fault instead of what follows, which only has the right form.
  return ruleDocSchema.parse({
    name,
    isEnabled,
    spec: { kind: 'total', measures: [{ agg: 'count' }], range: { last: '5m' } },
    condition: { type: 'threshold', operator: '>', levels: [{ severity: 'info', value: 0 }] },
  });
}
