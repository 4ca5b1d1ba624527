'use client';

import { useMemo, useState } from 'react';
import { fittingConditions, startCondition } from '@/lib/alerts/start-condition';
import { withCondition } from '@/lib/alerts/start-rule';
import type { QuerySpec } from '@/lib/model/query-spec';
import type { Rule, RuleDoc } from '@/lib/model/rule';
import type { Condition } from '@/lib/model/rule-condition';

/** What is stored: nothing yet of a new rule. */
export type Saved = Pick<Rule, 'id' | 'version'> | null;

/** The rule as it is being changed, and whether it differs from what is stored. */
export function useRuleDraft(initial: { doc: RuleDoc; saved: Saved }) {
  const [{ base, saved }, setBase] = useState({ base: initial.doc, saved: initial.saved });
  const [doc, setDoc] = useState(initial.doc);
  /** Counts how often all of it was replaced, for fields that keep a state of their own. */
  const [generation, setGeneration] = useState(0);
  const isDirty = useMemo(() => JSON.stringify(doc) !== JSON.stringify(base), [doc, base]);
  return {
    doc,
    saved,
    isDirty,
    generation,
    discard: (): void => {
      setDoc(base);
      setGeneration(generation + 1);
    },
    change: (part: Partial<RuleDoc>): void => setDoc((last) => ({ ...last, ...part })),
    setCondition: (condition: Condition): void => setDoc((last) => withCondition(last, condition)),
    /** Another condition to begin with, which is no change that could be lost. */
    beginWith: (condition: Condition): void => {
      setBase((last) => ({ ...last, base: withCondition(last.base, condition) }));
      setDoc((last) => withCondition(last, condition));
    },
    setSpec: (spec: QuerySpec, guess: number): void => setDoc((last) => withSpec(last, spec, guess)),
    /** What was just stored, or read from the store. */
    reset: ({ doc: next, id, version }: Pick<Rule, 'doc' | 'id' | 'version'>): void => {
      setBase({ base: next, saved: { id, version } });
      setDoc(next);
      setGeneration(generation + 1);
    },
  };
}

/** Another question: the condition stays if it can judge it. */
function withSpec(doc: RuleDoc, spec: QuerySpec, guess: number): RuleDoc {
  const fitting = fittingConditions(spec.kind);
  const [first] = fitting;
  const isFit = first === undefined || fitting.includes(doc.condition.type);
  const next = { ...doc, spec, ...(spec.kind !== doc.spec.kind && { measure: 0 }) };
  return withCondition(next, isFit ? doc.condition : startCondition(first, guess));
}
