'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { CallFailure } from '@/app/_ui/http/call-failure';
import type { FieldError } from '@/lib/errors/app-error';
import type { Rule, RuleDoc } from '@/lib/model/rule';
import { createRule, getRule, saveRule } from '../rule-calls';
import type { Saved } from './use-rule-draft';

type Saving = {
  workspace: string;
  doc: RuleDoc;
  saved: Saved;
  onSaved: (rule: Rule) => void;
  /** The page of the rule is shown next. */
  onCreated: () => void;
};

/** Stores the draft, and says why when that is refused. */
export function useSaving({ workspace, doc, saved, onSaved, onCreated }: Saving) {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setBusy(false);
    }
  };
  const create = async (made: RuleDoc): Promise<void> => {
    const rule = await createRule(workspace, made);
    onSaved(rule);
    onCreated();
    router.push(`/alerts/${rule.id}?workspace=${workspace}`);
  };
  const write = async (id: string, version: number): Promise<void> => {
    onSaved(await saveRule(workspace, id, { doc, version }));
    router.refresh();
  };
  return {
    isBusy,
    failure,
    isConflict: failure instanceof CallFailure && failure.problem?.code === 'conflict',
    faults: faultsOf(failure),
    clear: () => setFailure(null),
    save: () => attempt(() => (saved ? write(saved.id, saved.version) : create(doc))),
    saveCopy: () => attempt(() => create({ ...doc, name: `Copy of ${doc.name}`.slice(0, 120) })),
    overwrite: () =>
      attempt(async () => {
        if (saved) await write(saved.id, (await getRule(workspace, saved.id)).rule.version);
      }),
    takeTheirs: () =>
      attempt(async () => {
        if (saved) onSaved((await getRule(workspace, saved.id)).rule);
        router.refresh();
      }),
  };
}

/** What a door found wrong with the rule; paths begin at the rule. */
export function faultsOf(failure: Error | null): FieldError[] {
  const fields = failure instanceof CallFailure ? (failure.problem?.errors ?? []) : [];
  return fields.map(({ path, reason }) => ({ path: path.replace(/^doc(\.|$)/, ''), reason }));
}
