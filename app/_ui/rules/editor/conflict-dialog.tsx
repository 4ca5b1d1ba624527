'use client';

import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Notice } from '@/app/_ui/kit/notice';

type Props = {
  /** Who saved it, and when. */
  text: string;
  isBusy: boolean;
  onTheirs: () => void;
  onMine: () => void;
  onCopy: () => void;
  onClose: () => void;
};

/** Somebody else was faster: what can be done about it. */
export function ConflictDialog({ text, isBusy, onTheirs, onMine, onCopy, onClose }: Props) {
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title="Somebody saved before you">
      <Notice tone="warn" className="mt-3">
        {text}
      </Notice>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button disabled={isBusy} onClick={onTheirs}>
          Take theirs, drop mine
        </Button>
        <Button disabled={isBusy} onClick={onCopy}>
          Save mine as a copy
        </Button>
        <Button variant="danger" disabled={isBusy} onClick={onMine}>
          Replace theirs by mine
        </Button>
      </div>
    </Dialog>
  );
}
