'use client';

import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import { isoDay } from '@/lib/chart/format-time';
import type { RetentionStatus } from '@/lib/model/retention';

type Props = {
  /** The days that are wanted, and what they would have deleted. */
  asked: RetentionStatus | null;
  workspace: string;
  onClose: () => void;
  onDone: (days: number | null) => void;
};

/** Says what a retention deletes before it holds. */
export function RetentionDialog({ asked, workspace, onClose, onDone }: Props) {
  const { isBusy, fault, run } = useAction();
  const save = async (days: number | null): Promise<void> => {
    const isDone = await run(() => callApi('/api/retention', { method: 'PUT', workspace, body: { days } }));
    if (!isDone) return;
    onDone(days);
    onClose();
  };
  const goes = (asked?.expired?.events ?? 0) > 0;
  return (
    <Dialog
      open={asked !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={asked?.days == null ? 'Keep events for ever?' : `Keep events for ${asked.days} days?`}
      description={asked === null ? '' : consequence(asked)}
    >
      {fault !== null && (
        <Notice tone="bad" className="mt-4">
          {fault}
        </Notice>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant={goes ? 'danger' : 'primary'}
          disabled={isBusy}
          aria-busy={isBusy}
          onClick={() => void save(asked?.days ?? null)}
        >
          {goes ? 'Delete them and change' : 'Change'}
        </Button>
      </div>
    </Dialog>
  );
}

function consequence({ days, expired }: RetentionStatus): string {
  if (days === null) return 'Nothing is deleted any more. What is gone stays gone.';
  if (expired === null || expired.events === 0) return 'No event is older than that now. Older ones are deleted daily.';
  const count = expired.events.toLocaleString('en');
  return `${count} events from before ${isoDay(expired.before)} are deleted now, and older ones daily. They cannot be brought back, except from a backup.`;
}
