'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { CallFailure } from '@/app/_ui/http/call-failure';
import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { boardHref, withBoard, type BoardPlace } from '@/lib/dashboards/board/board-view';
import type { EditState } from '@/lib/dashboards/board/edit-history';
import type { DashboardDoc } from '@/lib/model/dashboard';
import { createBoard, getBoard, saveBoard } from '../board-calls';
import { FaultList } from '../fault-list';

type Props = {
  state: EditState;
  place: BoardPlace;
  boardId: string;
  onReset: (doc: DashboardDoc, version: number) => void;
  onClose: () => void;
};

/** Saves the draft as the next version, with a note if one likes; when somebody else was faster, says so and what can be done. */
export function SaveDialog({ state, place, boardId, onReset, onClose }: Props) {
  const router = useRouter();
  const { workspace } = place;
  const [note, setNote] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | Error | null>(null);
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setBusy(false);
    }
  };
  const save = () =>
    attempt(async () => {
      const body = { doc: state.doc, version: state.saved.version, ...(note.trim() !== '' && { note: note.trim() }) };
      const { doc, version } = await saveBoard(workspace, boardId, body);
      onReset(doc, version);
      onClose();
      router.push(boardHref(withBoard({ ...place, doc }, { isEditing: false })), { scroll: false });
      router.refresh();
    });
  const reload = () =>
    attempt(async () => {
      const { doc, version } = await getBoard(workspace, boardId);
      onReset(doc, version);
      router.refresh();
      onClose();
    });
  const copy = () =>
    attempt(async () => {
      const { doc, version } = state.saved;
      const { id } = await createBoard(workspace, {
        ...state.doc,
        title: `Copy of ${state.doc.title}`.slice(0, 120),
      });
      onReset(doc, version);
      router.push(`/dashboards/${id}?workspace=${workspace}`);
    });
  const isConflict = failure instanceof CallFailure && failure.problem?.code === 'conflict';
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={isConflict ? 'Somebody saved before you' : 'Save the dashboard'}
    >
      {isConflict ? (
        <Conflict text={failure.message} isBusy={isBusy} onReload={() => void reload()} onCopy={() => void copy()} />
      ) : (
        <SaveForm note={note} onNote={setNote} isBusy={isBusy} failure={failure} onSave={() => void save()} />
      )}
    </Dialog>
  );
}

type SaveFormProps = {
  note: string;
  onNote: (note: string) => void;
  isBusy: boolean;
  failure: Error | null;
  onSave: () => void;
};

function SaveForm({ note, onNote, isBusy, failure, onSave }: SaveFormProps) {
  return (
    <form
      className="mt-4 grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <Field label="What changed" htmlFor="save-note" hint="Optional; it stands in the list of versions.">
        <Input
          id="save-note"
          value={note}
          maxLength={200}
          autoFocus
          autoComplete="off"
          onChange={(event) => onNote(event.target.value)}
        />
      </Field>
      {failure && <FaultList failure={failure} />}
      <Button type="submit" variant="primary" className="justify-self-end" disabled={isBusy} aria-busy={isBusy}>
        Save
      </Button>
    </form>
  );
}

type ConflictProps = { text: string; isBusy: boolean; onReload: () => void; onCopy: () => void };

function Conflict({ text, isBusy, onReload, onCopy }: ConflictProps) {
  return (
    <>
      <Notice tone="warn" className="mt-3">
        {text}
      </Notice>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button disabled={isBusy} onClick={onReload}>
          Reload theirs, drop mine
        </Button>
        <Button variant="primary" disabled={isBusy} onClick={onCopy}>
          Save mine as a copy
        </Button>
      </div>
    </>
  );
}
