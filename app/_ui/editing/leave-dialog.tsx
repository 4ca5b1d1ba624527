'use client';

import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';

/** Asks before a draft is thrown away. */
export function LeaveDialog({ onLeave, onClose }: { onLeave: () => void; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Leave without saving?"
      description="What you changed since the last save would be lost."
    >
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Go on editing</Button>
        <Button variant="danger" onClick={onLeave}>
          Leave
        </Button>
      </div>
    </Dialog>
  );
}
