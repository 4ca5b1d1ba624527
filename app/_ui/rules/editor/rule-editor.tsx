'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { FaultList } from '@/app/_ui/boards/fault-list';
import { useUnsavedGuard } from '@/app/_ui/editing/use-unsaved-guard';
import { Card } from '@/app/_ui/kit/card';
import { moveLimit } from '@/lib/alerts/limits';
import { startCondition } from '@/lib/alerts/start-condition';
import type { BacktestAnswer } from '@/lib/model/backtest';
import type { RuleDoc } from '@/lib/model/rule';
import { BacktestCard } from './backtest-card';
import { guessLimit } from './backtest-chart';
import { ConditionCard } from './condition-card';
import { AboutFields } from './fields/about-fields';
import { AbsentFields, TimingFields } from './fields/timing-fields';
import { NameCard } from './name-card';
import { QuestionCard } from './question-card';
import { RuleBar } from './rule-bar';
import { RuleDialogs, type OpenDialog } from './rule-dialogs';
import { useBacktest, type BacktestDays } from './use-backtest';
import { useRuleDraft, type Saved } from './use-rule-draft';
import { faultsOf, useSaving } from './use-saving';

export type RuleEditorProps = {
  workspace: string;
  timezone: string;
  doc: RuleDoc;
  saved: Saved;
  /** What it would have done in the last 7 days, when the server knew in time. */
  backtest: BacktestAnswer | null;
  /** Whether the line stands anywhere, because nobody has said where: it then goes to where it is worth a look. */
  isGuess?: boolean;
};

/** A rule being made or changed: its question, when it fires, and what it would have done. Nothing is stored until it is saved. */
export function RuleEditor({ workspace, timezone, backtest: first, isGuess = false, ...initial }: RuleEditorProps) {
  const draft = useRuleDraft(initial);
  const { doc, isDirty } = draft;
  const [days, setDays] = useState<BacktestDays>(7);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [isDone, setDone] = useState(false);
  const backtest = useBacktest({ workspace, doc, days, initial: first });
  const saving = useSaving({ workspace, ...draft, onSaved: draft.reset, onCreated: () => setDone(true) });
  const faults = [...saving.faults, ...faultsOf(backtest.failure)];
  const guess = guessLimit(backtest.answer);
  useFirstGuess(isGuess ? backtest.answer : null, initial.doc, draft);
  const save = (): void => void saving.save();
  useUnsavedGuard(isDirty && !isDone, (onLeave) => setDialog({ type: 'leave', onLeave }));
  useSaveKey(save);
  const parts = { doc, faults, onChange: draft.change };
  return (
    <>
      <RuleBar
        isNew={draft.saved === null}
        isDirty={isDirty}
        isBusy={saving.isBusy}
        onTest={() => setDialog({ type: 'test' })}
        onUndo={draft.discard}
        onSave={save}
      />
      {saving.failure && !saving.isConflict && <FaultList failure={saving.failure} />}
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-3">
          <NameCard {...parts} />
          <QuestionCard
            {...{ doc, workspace, faults }}
            onSpec={(spec) => draft.setSpec(spec, guess)}
            onMeasure={(measure) => draft.change({ measure })}
          />
          <BacktestCard
            {...{ doc, timezone, days }}
            onDays={setDays}
            state={backtest}
            hasFaults={faults.length > 0}
            onMove={(limit, to) => draft.setCondition(moveLimit(doc.condition, limit, to))}
          />
        </div>
        <div className="grid gap-3">
          <ConditionCard {...{ doc, faults, guess }} onChange={draft.setCondition} />
          <RestCards key={draft.generation} {...parts} />
        </div>
      </div>
      <RuleDialogs {...{ dialog, saving, workspace }} onClose={() => setDialog(null)} />
    </>
  );
}

type PartProps = Parameters<typeof AboutFields>[0];

function RestCards(parts: PartProps) {
  return (
    <>
      <Card className="grid gap-4 px-4 py-3.5 sm:px-5">
        <h2 className="text-sm font-semibold">Timing</h2>
        <TimingFields {...parts} />
        <AbsentFields {...parts} />
      </Card>
      <Card className="grid gap-4 px-4 py-3.5 sm:px-5">
        <h2 className="text-sm font-semibold">What people get</h2>
        <AboutFields {...parts} />
      </Card>
    </>
  );
}

/** Ctrl+S saves the rule and not the page. */
function useSaveKey(save: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    save();
  });
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** Puts the line of a new rule near what really happens, once, as long as nobody has touched it. */
function useFirstGuess(answer: BacktestAnswer | null, initial: RuleDoc, draft: ReturnType<typeof useRuleDraft>): void {
  const [isDone, setDone] = useState(false);
  if (isDone || !answer) return;
  setDone(true);
  const { condition } = draft.doc;
  if (condition !== initial.condition || condition.type !== 'threshold') return;
  draft.beginWith(startCondition('threshold', guessLimit(answer)));
}
