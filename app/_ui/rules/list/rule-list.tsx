'use client';

import { Search } from 'lucide-react';
import { useState } from 'react';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { Notice } from '@/app/_ui/kit/notice';
import { UndoToast } from '@/app/_ui/kit/undo-toast';
import { PageHeader } from '@/app/_ui/page-header';
import { ruleStatus } from '@/lib/alerts/rule-status';
import type { RuleSummary } from '@/lib/model/rule';
import { specWords } from '../spec-words';
import { ImportDialog } from './import-dialog';
import { NewRule } from './new-rule';
import { RuleRow } from './rule-row';
import { RulesEmpty } from './rules-empty';
import { StateFilter, useListView, type ListView } from './list-view';
import { SearchBox } from './search-box';
import { doneText, useRules } from './use-rules';

export type RuleListProps = {
  workspace: string;
  timezone: string;
  rules: readonly RuleSummary[];
  /** What starting points are about; null while nothing was ever sent. */
  event: string | null;
  canWrite: boolean;
  view: ListView;
  /** Deleted on its own page, just before this one was opened. */
  justDeleted: { id: string; name: string } | null;
  renderedAt: number;
};

/** All rules of the workspace and where they stand: to be found, made, switched off, copied, deleted and brought back. */
export function RuleList(props: RuleListProps) {
  const { workspace, timezone, event, canWrite, renderedAt } = props;
  const list = useRules(props);
  const { rules, done } = list;
  const [view, setView] = useListView(props.view);
  const [isImporting, setImporting] = useState(false);
  const shown = rules.filter((rule) => fits(rule, view));
  const create = canWrite ? (
    <NewRule {...{ workspace, event, timezone }} hasRules={rules.length > 0} onImport={() => setImporting(true)} />
  ) : undefined;
  return (
    <>
      <PageHeader
        title="Alert rules"
        description="Questions that are asked again and again. What they find becomes alerts, and alerts that belong together become one incident."
        action={rules.length > 0 ? create : undefined}
      />
      {list.fault !== null && (
        <Notice tone="bad" className="mb-4">
          {list.fault}
        </Notice>
      )}
      {rules.length === 0 ? (
        <RulesEmpty {...{ workspace, event, timezone, canWrite }} onImport={() => setImporting(true)} />
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-2">
            <SearchBox value={view.q} onChange={(q) => setView({ ...view, q })} />
            <StateFilter rules={rules} view={view} onChange={setView} />
          </div>
          <Card className="mt-3">
            <ul className="divide-y divide-line" aria-label="Alert rules">
              {shown.map((rule) => (
                <RuleRow
                  key={rule.id}
                  {...{ rule, workspace, renderedAt, canWrite }}
                  onToggle={() => void list.toggle(rule)}
                  onDuplicate={() => void list.duplicate(rule)}
                  onRemove={() => void list.remove(rule)}
                />
              ))}
            </ul>
            {shown.length === 0 && <NothingFits />}
          </Card>
        </>
      )}
      {isImporting && (
        <ImportDialog workspace={workspace} onImported={list.reload} onClose={() => setImporting(false)} />
      )}
      {done && (
        <UndoToast
          key={`${done.id}-${done.what}`}
          text={doneText(done)}
          onUndo={() => void list.undo(done)}
          onGone={() => list.setDone(null)}
        />
      )}
    </>
  );
}

const NothingFits = () => (
  <EmptyState icon={Search} title="No rule fits">
    Nothing here is what you look for. Clear the search or choose another state.
  </EmptyState>
);

function fits(rule: RuleSummary, { q, state }: ListView): boolean {
  if (state !== null && ruleStatus(rule) !== state) return false;
  const { name, description = '', labels, spec } = rule.doc;
  const text = [name, description, ...Object.entries(labels).flat(), rule.fault === undefined ? specWords(spec) : '']
    .join(' ')
    .toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
