'use client';

import { Dialog as Radix } from 'radix-ui';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonClass } from './button';

type Props = { title: ReactNode; description?: ReactNode; onClose: () => void; children: ReactNode };

/** A modal along the right edge, for lists beside which the page stays in sight; all of the screen on a phone. */
export function Drawer({ title, description, onClose, children }: Props) {
  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-[oklch(0.15_0.02_235/35%)]" />
        <Radix.Content
          {...(description === undefined && { 'aria-describedby': undefined })}
          className="fixed inset-y-0 right-0 z-50 flex w-full animate-pop flex-col border-l border-line bg-raised shadow-pop sm:max-w-md"
        >
          <header className="border-b border-line px-5 py-4 pr-14">
            <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
            {description !== undefined && (
              <Radix.Description className="mt-0.5 text-sm text-muted">{description}</Radix.Description>
            )}
          </header>
          <div className="scroll-quiet min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          <Radix.Close
            aria-label="Close"
            className={buttonClass({ variant: 'quiet', size: 'icon-sm' }, 'absolute top-4 right-4')}
          >
            <X aria-hidden />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
