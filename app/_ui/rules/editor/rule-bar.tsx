'use client';

import { Megaphone } from 'lucide-react';
import { Button } from '@/app/_ui/kit/button';

type Props = {
  isNew: boolean;
  isDirty: boolean;
  isBusy: boolean;
  onTest: () => void;
  onUndo: () => void;
  onSave: () => void;
};

/** What can be done with the draft; it stays in sight. */
export function RuleBar({ isNew, isDirty, isBusy, onTest, onUndo, onSave }: Props) {
  const canSave = isNew || isDirty;
  return (
    <div
      role="toolbar"
      aria-label="Save the rule"
      className="sticky top-14.5 z-20 mb-3 flex flex-wrap items-center gap-2 rounded-lg border border-line bg-surface px-3 py-2 shadow-card"
    >
      <Button onClick={onTest}>
        <Megaphone aria-hidden className="text-faint" />
        Test a notification
      </Button>
      <p role="status" className="ml-auto text-xs text-muted max-sm:hidden">
        {isDirty ? 'Not saved yet' : isNew ? 'Nothing is saved yet' : 'Saved'}
      </p>
      <div className="flex gap-2 max-sm:ml-auto">
        {isDirty && !isNew && (
          <Button disabled={isBusy} onClick={onUndo}>
            Discard
          </Button>
        )}
        <Button
          variant="primary"
          disabled={!canSave || isBusy}
          aria-busy={isBusy}
          title="Save (Ctrl+S)"
          onClick={onSave}
        >
          {isNew ? 'Create the rule' : 'Save'}
        </Button>
      </div>
    </div>
  );
}
