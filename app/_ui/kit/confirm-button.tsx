'use client';

import { useState, type ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Notice } from './notice';
import { useAction } from './use-action';

type Props = {
  label: ReactNode;
  title: string;
  description: ReactNode;
  confirm: string;
  /** Rejects with the message to show; the dialog then stays open. */
  action: () => Promise<void>;
  variant?: 'secondary' | 'danger-quiet';
  size?: 'sm' | 'md';
};

/** A button for what cannot be undone: it asks first and says what will happen. */
export function ConfirmButton({
  label,
  title,
  description,
  confirm,
  action,
  variant = 'danger-quiet',
  size = 'sm',
}: Props) {
  const [isOpen, setOpen] = useState(false);
  const { isBusy, fault, run } = useAction();
  const confirmed = async (): Promise<void> => {
    if (await run(action)) setOpen(false);
  };
  return (
    <>
      <Button variant={variant} size={size} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={title} description={description}>
        {fault !== null && (
          <Notice tone="bad" className="mt-4">
            {fault}
          </Notice>
        )}
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button variant="danger" aria-busy={isBusy} disabled={isBusy} onClick={() => void confirmed()}>
            {confirm}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
