'use client';

import { ChevronRight, FileCode2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Badge } from '@/app/_ui/kit/badge';
import { Notice } from '@/app/_ui/kit/notice';
import { agoWords } from '@/app/_ui/panels/relative-time';
import { useNow } from '@/app/_ui/panels/use-now';
import type { Rule, RuleSummary, RuleView } from '@/lib/model/rule';
import { RuleBadge } from '../rule-badge';
import { createRule, removeRule } from '../rule-calls';
import { RuleMenu } from '../rule-menu';
import { useRuleView } from './use-rule-view';

type Props = { view: RuleView; workspace: string; canWrite: boolean; renderedAt: number };

/** What the rule is called, where it stands, and the rarer things to do with it. */
export function RuleHead({ view: first, workspace, canWrite, renderedAt }: Props) {
  const view = useRuleView(workspace, first);
  const { rule } = view;
  const [fault, setFault] = useState<string | null>(null);
  return (
    <header className="mb-4">
      <nav aria-label="Where this is" className="mb-1 flex items-center gap-1 text-xs text-faint">
        <Link href={`/alerts?workspace=${workspace}`} className="hover:text-ink hover:underline">
          Alert rules
        </Link>
        <ChevronRight aria-hidden className="size-3" />
      </nav>
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">{rule.doc.name}</h1>
          <p className="mt-1.5 flex flex-wrap items-center gap-2 text-xs text-faint">
            <RuleBadge rule={summaryOf(view)} />
            {rule.provisionedFrom !== null && (
              <Badge title={`From the file ${rule.provisionedFrom}`}>
                <FileCode2 aria-hidden />
                {rule.provisionedFrom}
              </Badge>
            )}
            <Evaluated rule={rule} renderedAt={renderedAt} />
          </p>
        </div>
        <HeadMenu {...{ rule, workspace, canWrite }} onFault={setFault} />
      </div>
      {fault !== null && (
        <Notice tone="bad" className="mt-3">
          {fault}
        </Notice>
      )}
      {rule.lastError !== null && (
        <Notice tone="bad" className="mt-3" title="The last evaluation decided nothing">
          {rule.lastError}
        </Notice>
      )}
    </header>
  );
}

function summaryOf({ rule, series }: RuleView): RuleSummary {
  const counts: RuleSummary['series'] = {};
  for (const { state } of series) counts[state.status] = (counts[state.status] ?? 0) + 1;
  return { ...rule, series: counts };
}

function Evaluated({ rule, renderedAt }: { rule: Rule; renderedAt: number }) {
  const now = useNow(renderedAt);
  const age = (at: number): string => agoWords(now - at);
  return (
    <span>
      {rule.evaluatedAt !== null && `Evaluated ${age(rule.evaluatedAt)} · `}
      Version {rule.version}, changed {age(rule.updatedAt)} by {rule.updatedBy}
    </span>
  );
}

type MenuProps = { rule: Rule; workspace: string; canWrite: boolean; onFault: (text: string) => void };

function HeadMenu({ rule, workspace, canWrite, onFault }: MenuProps) {
  const router = useRouter();
  const attempt = async (work: () => Promise<string>): Promise<void> => {
    try {
      router.push(await work());
    } catch (error) {
      onFault(error instanceof Error ? error.message : String(error));
    }
  };
  const duplicate = () =>
    attempt(async () => {
      const name = `Copy of ${rule.doc.name}`.slice(0, 120);
      const { id } = await createRule(workspace, { ...rule.doc, name, isEnabled: false });
      return `/alerts/${id}?workspace=${workspace}`;
    });
  const remove = () =>
    attempt(async () => {
      await removeRule(workspace, rule.id);
      return `/alerts?${new URLSearchParams({ workspace, deleted: rule.id, name: rule.doc.name }).toString()}`;
    });
  return (
    <RuleMenu {...{ rule, workspace, canWrite }} onDuplicate={() => void duplicate()} onRemove={() => void remove()} />
  );
}
