'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { usePolled } from '@/app/_ui/http/use-polled';
import type { Rule, RuleSummary } from '@/lib/model/rule';
import { createRule, removeRule, restoreRule, saveRule } from '../rule-calls';

/** What was done a moment ago, and how it is taken back. */
export type Done = { key: string; text: string; undo: () => Promise<void> };

const everyMs = 5_000;

/** The rules as they are now, and what can be done with one. Changes show at once and go back when the portal refuses. */
export function useRules(workspace: string, initial: readonly RuleSummary[]) {
  const router = useRouter();
  const polled = usePolled<{ rules: readonly RuleSummary[] }>('/api/rules', { rules: initial }, { workspace, everyMs });
  const { rules } = polled.value;
  const show = (next: readonly RuleSummary[]): void => polled.set({ rules: next });
  const [done, setDone] = useState<Done | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const reload = async (): Promise<void> =>
    polled.set(await callApi<{ rules: RuleSummary[] }>('/api/rules', { method: 'GET', workspace }));
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    const before = rules;
    setFault(null);
    try {
      await work();
    } catch (error) {
      show(before);
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  const put = (rule: RuleSummary, isEnabled: boolean): Promise<Rule> => {
    show(rules.map((one) => (one.id === rule.id ? { ...one, doc: { ...one.doc, isEnabled } } : one)));
    return saveRule(workspace, rule.id, { doc: { ...rule.doc, isEnabled }, version: rule.version });
  };
  const toggle = (rule: RuleSummary): Promise<void> =>
    attempt(async () => {
      const { isEnabled, name } = rule.doc;
      const saved = await put(rule, !isEnabled);
      const back = () =>
        attempt(async () => void (await put({ ...rule, ...saved }, isEnabled), setDone(null), await reload()));
      setDone({ key: `${rule.id}-${saved.version}`, text: `“${name}” is ${isEnabled ? 'off' : 'on'}.`, undo: back });
      await reload();
    });
  const remove = (rule: RuleSummary): Promise<void> =>
    attempt(async () => {
      show(rules.filter(({ id }) => id !== rule.id));
      await removeRule(workspace, rule.id);
      setDone({ key: rule.id, text: `“${rule.doc.name}” was deleted.`, undo: () => restore(rule.id) });
    });
  const restore = (id: string): Promise<void> =>
    attempt(async () => {
      await restoreRule(workspace, id);
      setDone(null);
      await reload();
    });
  const duplicate = (rule: RuleSummary): Promise<void> =>
    attempt(async () => {
      const name = `Copy of ${rule.doc.name}`.slice(0, 120);
      const { id } = await createRule(workspace, { ...rule.doc, name, isEnabled: false });
      router.push(`/alerts/${id}?workspace=${workspace}`);
    });
  return { rules, reload, toggle, remove, restore, duplicate, done, setDone, fault: fault ?? polled.fault };
}
