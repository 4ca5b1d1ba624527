import { ruleDocSchema, type RuleDoc } from '@/lib/model/rule';
import type { RuleRow } from '@/lib/store/alert-ports';

export type ReadRule = (row: Pick<RuleRow, 'id' | 'version' | 'doc'>) => RuleDoc | null;
const most = 5_000;

/** Reads documents of stored rules; null for one that this version cannot read. Each is checked once per version. */
export function createRuleReader(): ReadRule {
  const known = new Map<string, { version: number; doc: RuleDoc | null }>();
  return ({ id, version, doc }) => {
    const last = known.get(id);
    if (last?.version === version) return last.doc;
    const parsed = ruleDocSchema.safeParse(doc);
    const read = parsed.success ? parsed.data : null;
    if (known.size >= most) known.clear();
    known.set(id, { version, doc: read });
    return read;
  };
}
