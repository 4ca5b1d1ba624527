'use client';

import { usePolled } from '@/app/_ui/http/use-polled';
import type { RuleView } from '@/lib/model/rule';

/** The rule and its series as they are now. */
export function useRuleView(workspace: string, view: RuleView): RuleView {
  const { value } = usePolled<RuleView>(`/api/rules/${encodeURIComponent(view.rule.id)}`, view, {
    workspace,
    everyMs: 5_000,
  });
  return value;
}
