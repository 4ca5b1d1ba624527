'use client';

import { FileCode2 } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/app/_ui/kit/badge';
import { Switch } from '@/app/_ui/kit/switch';
import { agoWords } from '@/app/_ui/panels/relative-time';
import { useNow } from '@/app/_ui/panels/use-now';
import { paceWords, ruleWords } from '@/lib/alerts/rule-words';
import type { RuleSummary } from '@/lib/model/rule';
import { RuleBadge } from '../rule-badge';
import { RuleMenu } from '../rule-menu';
import { specWords } from '../spec-words';

type Props = {
  rule: RuleSummary;
  workspace: string;
  renderedAt: number;
  canWrite: boolean;
  onToggle: () => void;
  onDuplicate: () => void;
  onRemove: () => void;
};

/** One rule in the list; all of the row is its link. */
export function RuleRow({ rule, workspace, renderedAt, canWrite, ...actions }: Props) {
  const { doc, id, provisionedFrom, fault } = rule;
  const isOwn = canWrite && provisionedFrom === null;
  return (
    <li className="group relative flex items-start gap-3 px-4 py-3.5 transition-colors hover:bg-hover sm:gap-4 sm:px-5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            href={`/alerts/${id}?workspace=${workspace}`}
            prefetch={false}
            className="min-w-0 font-medium wrap-anywhere after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          >
            {doc.name}
          </Link>
          <RuleBadge rule={rule} />
          {provisionedFrom !== null && (
            <Badge title={`From the file ${provisionedFrom}`}>
              <FileCode2 aria-hidden />
              {provisionedFrom}
            </Badge>
          )}
        </p>
        {fault === undefined ? (
          <p className="mt-0.5 text-sm text-muted">
            {ruleWords(doc)}
            <span className="text-faint"> · {specWords(doc.spec)}</span>
          </p>
        ) : (
          <p className="mt-0.5 text-sm text-bad">It cannot be read any more: {fault}</p>
        )}
        <Evaluated rule={rule} renderedAt={renderedAt} />
      </div>
      <div className="relative z-10 flex shrink-0 items-center gap-2 pt-0.5">
        <Switch
          isOn={doc.isEnabled}
          label={`${doc.name} is on`}
          disabled={!isOwn || fault !== undefined}
          title={provisionedFrom !== null ? `Change it in the file ${provisionedFrom}` : undefined}
          onToggle={actions.onToggle}
        />
        <RuleMenu
          isInRow
          {...{ rule, workspace, canWrite }}
          onDuplicate={actions.onDuplicate}
          onRemove={actions.onRemove}
        />
      </div>
    </li>
  );
}

function Evaluated({ rule, renderedAt }: Pick<Props, 'rule' | 'renderedAt'>) {
  const { doc, evaluatedAt, lastError } = rule;
  const now = useNow(renderedAt);
  const when = evaluatedAt === null ? 'not evaluated yet' : `evaluated ${agoWords(now - evaluatedAt)}`;
  return (
    <p className="mt-0.5 text-xs text-faint">
      {paceWords(doc.every)} · {doc.isEnabled ? when : 'switched off'}
      {lastError !== null && <span className="text-bad"> · {lastError}</span>}
    </p>
  );
}
