'use client';

import { useState } from 'react';
import { LeaveDialog } from '@/app/_ui/editing/leave-dialog';
import { useUnsavedGuard } from '@/app/_ui/editing/use-unsaved-guard';
import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Notice } from '@/app/_ui/kit/notice';
import { UndoToast } from '@/app/_ui/kit/undo-toast';
import type { RoutingDraft } from './use-routing-draft';

/** What has to be said about a draft: that it is not saved, why it could not be, who was faster, and what was taken away. */
export function SaveBar({ draft }: { draft: RoutingDraft }) {
  const [leave, setLeave] = useState<(() => void) | null>(null);
  useUnsavedGuard(draft.isDirty, (go) => setLeave(() => go));
  return (
    <>
      {draft.isDirty && <Bar draft={draft} />}
      {draft.taken && !draft.isDirty && <Taken draft={draft} />}
      {draft.conflict !== null && <Conflict draft={draft} text={draft.conflict} />}
      {leave && <LeaveDialog onLeave={leave} onClose={() => setLeave(null)} />}
    </>
  );
}

const Taken = ({ draft: { taken, putBack, forgetTaken } }: { draft: RoutingDraft }) =>
  taken && <UndoToast text={taken.text} onUndo={putBack} onGone={forgetTaken} />;

function Bar({ draft }: { draft: RoutingDraft }) {
  const { faults, failure, taken, isBusy } = draft;
  const fault =
    faults.length > 0
      ? `${faults.length === 1 ? 'One field needs' : `${faults.length} fields need`} another look`
      : failure?.message;
  return (
    <div
      role="region"
      aria-label="Unsaved changes"
      className="fixed inset-x-3 bottom-20 z-30 mx-auto flex max-w-xl animate-pop flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-raised py-2 pr-2 pl-4 text-sm shadow-pop lg:bottom-6"
    >
      <p className="min-w-40 flex-1" role={fault === undefined ? 'status' : 'alert'}>
        {fault === undefined ? (
          (taken?.text ?? 'Nothing changes for anybody until you save.')
        ) : (
          <span className="text-bad">{fault}</span>
        )}
      </p>
      <div className="ml-auto flex gap-1.5">
        {taken && (
          <Button variant="quiet" onClick={draft.putBack}>
            Undo
          </Button>
        )}
        <Button disabled={isBusy} onClick={draft.discard}>
          Discard
        </Button>
        <Button variant="primary" disabled={isBusy} aria-busy={isBusy} onClick={() => void draft.save()}>
          Save
        </Button>
      </div>
    </div>
  );
}

function Conflict({ draft, text }: { draft: RoutingDraft; text: string }) {
  return (
    <Dialog open onOpenChange={() => undefined} title="Somebody saved before you">
      <Notice tone="warn" className="mt-3">
        {text}
      </Notice>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button disabled={draft.isBusy} onClick={() => void draft.takeTheirs()}>
          Load theirs, drop mine
        </Button>
        <Button variant="primary" disabled={draft.isBusy} onClick={() => void draft.saveOverTheirs()}>
          Save mine over theirs
        </Button>
      </div>
    </Dialog>
  );
}
