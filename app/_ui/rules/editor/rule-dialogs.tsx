'use client';

import { LeaveDialog } from '@/app/_ui/editing/leave-dialog';
import { ConflictDialog } from './conflict-dialog';
import { TestDialog } from './test-dialog';
import type { useSaving } from './use-saving';

export type OpenDialog = { type: 'test' } | { type: 'leave'; onLeave: () => void };

type Props = {
  dialog: OpenDialog | null;
  saving: ReturnType<typeof useSaving>;
  workspace: string;
  onClose: () => void;
};

/** The dialog of the editor that is open; a conflict opens one by itself. */
export function RuleDialogs({ dialog, saving, workspace, onClose }: Props) {
  return (
    <>
      {dialog?.type === 'test' && <TestDialog workspace={workspace} onClose={onClose} />}
      {dialog?.type === 'leave' && <LeaveDialog onLeave={dialog.onLeave} onClose={onClose} />}
      {saving.isConflict && saving.failure && (
        <ConflictDialog
          text={saving.failure.message}
          isBusy={saving.isBusy}
          onTheirs={() => void saving.takeTheirs()}
          onMine={() => void saving.overwrite()}
          onCopy={() => void saving.saveCopy()}
          onClose={saving.clear}
        />
      )}
    </>
  );
}
