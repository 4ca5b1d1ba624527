'use client';

import { FileCode2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Card } from '@/app/_ui/kit/card';
import { Notice } from '@/app/_ui/kit/notice';
import { paceWords, ruleWords, spanText } from '@/lib/alerts/rule-words';
import type { BacktestAnswer } from '@/lib/model/backtest';
import type { Rule, RuleDoc } from '@/lib/model/rule';
import { BacktestCard } from '../editor/backtest-card';
import { useBacktest, type BacktestDays } from '../editor/use-backtest';
import { specWords } from '../spec-words';
import { LabelChips } from '@/app/_ui/alerting/label-chips';

type Props = {
  rule: Rule;
  workspace: string;
  timezone: string;
  doc: RuleDoc;
  backtest: BacktestAnswer | null;
};

/** A rule for those who may only look, or that is changed in its file. */
export function RuleReadout({ rule, workspace, ...rest }: Props) {
  if (rule.fault !== undefined)
    return (
      <Notice tone="bad" title="This rule cannot be read any more, so it is not evaluated">
        {rule.fault}
      </Notice>
    );
  return (
    <>
      {rule.provisionedFrom !== null && (
        <Notice
          className="mb-3"
          title={
            <span className="inline-flex items-center gap-1.5">
              <FileCode2 aria-hidden className="size-4 text-faint" />
              It comes from the file {rule.provisionedFrom}
            </span>
          }
        >
          Change it there; here it can be read, duplicated and exported.
        </Notice>
      )}
      <Readable workspace={workspace} {...rest} />
    </>
  );
}

function Readable({ workspace, timezone, doc, backtest: initial }: Omit<Props, 'rule'>) {
  const [days, setDays] = useState<BacktestDays>(7);
  const state = useBacktest({ workspace, doc, days, initial });
  const { annotations, labels, description } = doc;
  return (
    <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <BacktestCard {...{ doc, timezone, days, state }} onDays={setDays} hasFaults={false} onMove={undefined} />
      <Card className="px-4 py-3.5 sm:px-5">
        <h2 className="text-sm font-semibold">What it does</h2>
        <dl className="mt-2 grid gap-3 text-sm">
          <Fact name="Asks">{specWords(doc.spec)}</Fact>
          <Fact name="Fires">{ruleWords(doc)}</Fact>
          <Fact name="Evaluated">{paceWords(doc.every)}</Fact>
          {doc.keepFiringFor !== '0s' && <Fact name="Keeps firing for">{spanText(doc.keepFiringFor)}</Fact>}
          {annotations.summary !== undefined && <Fact name="Summary">{annotations.summary}</Fact>}
          {annotations.runbookUrl !== undefined && (
            <Fact name="Runbook">
              <a
                href={annotations.runbookUrl}
                rel="noreferrer noopener"
                target="_blank"
                className="text-accent-strong underline underline-offset-2"
              >
                {annotations.runbookUrl}
              </a>
            </Fact>
          )}
          {description !== undefined && description !== '' && <Fact name="Description">{description}</Fact>}
          {Object.keys(labels).length > 0 && (
            <Fact name="Labels">
              <LabelChips labels={labels} none="All of it" />
            </Fact>
          )}
        </dl>
      </Card>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-faint">{name}</dt>
      <dd className="mt-0.5 wrap-anywhere">{children}</dd>
    </div>
  );
}
