'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { usePolled } from '@/app/_ui/http/use-polled';
import type { RuleSummary } from '@/lib/model/rule';
import { createRule, removeRule, restoreRule, saveRule } from '../rule-calls';

/** What was done a moment ago and can be taken back. */
export type Done = { id: string; name: string; what: 'deleted' | 'on' | 'off' };

export const doneText = ({ name, what }: Done): string =>
  what === 'deleted' ? `“${name}” was deleted.` : `“${name}” is ${what}.`;

type UsedRules = {
  workspace: string;
  rules: readonly RuleSummary[];
  /** Deleted on its own page, just before the list was opened. */
  justDeleted: { id: string; name: string } | null;
};

const everyMs = 5_000;

/** The rules as they are now, and what can be done with one. Changes show at once and go back when the portal refuses. */
export function useRules({ workspace, rules: initial, justDeleted }: UsedRules) {
  const router = useRouter();
  const polled = usePolled<{ rules: readonly RuleSummary[] }>('/api/rules', { rules: initial }, { workspace, everyMs });
  const { rules } = polled.value;
  const show = (next: readonly RuleSummary[]): void => polled.set({ rules: next });
  const [done, setDone] = useState<Done | null>(justDeleted && { ...justDeleted, what: 'deleted' });
  const [fault, setFault] = useState<string | null>(null);
  const reload = async (): Promise<void> =>
    polled.set(await callApi<{ rules: RuleSummary[] }>('/api/rules', { method: 'GET', workspace }));
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    const before = rules;
    setFault(null);
    try {
      await work();
      return true;
    } catch (error) {
      show(before);
      setFault(error instanceof Error ? error.message : String(error));
      return false;
    }
  };
  const switchTo = (id: string, isEnabled: boolean): Promise<boolean> =>
    attempt(async () => {
      const rule = rules.find((one) => one.id === id);
      if (!rule) return;
      show(rules.map((one) => (one.id === id ? { ...one, doc: { ...one.doc, isEnabled } } : one)));
      await saveRule(workspace, id, { doc: { ...rule.doc, isEnabled }, version: rule.version });
      await reload();
    });
  const toggle = async ({ id, doc }: RuleSummary): Promise<void> => {
    if (await switchTo(id, !doc.isEnabled)) setDone({ id, name: doc.name, what: doc.isEnabled ? 'off' : 'on' });
  };
  const remove = async ({ id, doc }: RuleSummary): Promise<void> => {
    const isGone = await attempt(async () => {
      show(rules.filter((one) => one.id !== id));
      await removeRule(workspace, id);
    });
    if (isGone) setDone({ id, name: doc.name, what: 'deleted' });
  };
  const undo = async ({ id, what }: Done): Promise<void> => {
    setDone(null);
    if (what !== 'deleted') return void (await switchTo(id, what === 'off'));
    await attempt(async () => {
      await restoreRule(workspace, id);
      await reload();
    });
  };
  const duplicate = async ({ doc }: RuleSummary): Promise<void> => {
    await attempt(async () => {
      const name = `Copy of ${doc.name}`.slice(0, 120);
      const { id } = await createRule(workspace, { ...doc, name, isEnabled: false });
      router.push(`/alerts/${id}?workspace=${workspace}`);
    });
  };
  return { rules, reload, toggle, remove, undo, duplicate, done, setDone, fault: fault ?? polled.fault };
}
