'use client';

import { useId, useState, type ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Field, Input } from './field';
import { Notice } from './notice';
import { useAction } from './use-action';

type Props = {
  label: ReactNode;
  title: string;
  description: ReactNode;
  /** What has to be typed before it can be confirmed. */
  word: string;
  confirm: string;
  /** Rejects with the message to show; the dialog then stays open. */
  action: () => Promise<void>;
};

/** A button for a loss that nothing brings back: it says what goes, and wants the name of it typed. */
export function TypedConfirm({ label, title, description, word, confirm, action }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const { isBusy, fault, run } = useAction();
  const id = useId();
  const confirmed = async (): Promise<void> => {
    if (await run(action)) setOpen(false);
  };
  return (
    <>
      <Button
        variant="danger-quiet"
        onClick={() => {
          setTyped('');
          setOpen(true);
        }}
      >
        {label}
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={title} description={description}>
        <form
          className="mt-4 grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed === word) void confirmed();
          }}
        >
          <Field
            htmlFor={id}
            label={
              <>
                Type <code className="rounded-sm bg-sunken px-1 font-mono text-xs break-all">{word}</code> to confirm
              </>
            }
          >
            <Input
              id={id}
              value={typed}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
          {fault !== null && <Notice tone="bad">{fault}</Notice>}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" variant="danger" aria-busy={isBusy} disabled={isBusy || typed !== word}>
              {confirm}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
