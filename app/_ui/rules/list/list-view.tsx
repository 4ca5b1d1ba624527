'use client';

import { useCallback, useState } from 'react';
import { cn } from '@/app/_ui/kit/class-names';
import { ruleStatus, ruleStatuses, ruleStatusWords, type RuleStatus } from '@/lib/alerts/rule-status';
import type { RuleSummary } from '@/lib/model/rule';

/** What of the list is shown; it is in the address. */
export type ListView = { q: string; state: RuleStatus | null };

export function useListView(initial: ListView) {
  const [view, setView] = useState(initial);
  const set = useCallback((next: ListView): void => {
    setView(next);
    const url = new URL(window.location.href);
    for (const [name, value] of Object.entries(next)) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    window.history.replaceState(window.history.state, '', url);
  }, []);
  return [view, set] as const;
}

type Props = { rules: readonly RuleSummary[]; view: ListView; onChange: (view: ListView) => void };

/** The states that occur, each with how many rules are in it. */
export function StateFilter({ rules, view, onChange }: Props) {
  const counts = new Map<RuleStatus, number>();
  for (const rule of rules) counts.set(ruleStatus(rule), (counts.get(ruleStatus(rule)) ?? 0) + 1);
  const offered = ruleStatuses.filter((status) => counts.has(status) || view.state === status);
  const choice = (state: RuleStatus | null, label: string, count: number) => (
    <button
      key={label}
      type="button"
      aria-pressed={view.state === state}
      onClick={() => onChange({ ...view, state })}
      className={cn(
        'inline-flex h-7.5 shrink-0 items-center gap-1.5 rounded-full border border-line px-3 text-xs font-medium text-muted transition-colors',
        'hover:bg-hover hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-strong',
      )}
    >
      {label}
      <span className="tabular-nums opacity-75">{count}</span>
    </button>
  );
  return (
    <div role="group" aria-label="State" className="scroll-quiet flex max-w-full gap-1.5 overflow-x-auto py-0.5">
      {choice(null, 'All', rules.length)}
      {offered.map((status) => choice(status, ruleStatusWords[status], counts.get(status) ?? 0))}
    </div>
  );
}
