'use client';

import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { cn } from './class-names';

type Props = {
  label: ReactNode;
  /** What the button is called when its text does not say enough. */
  name?: string | undefined;
  /** What the panel is called. */
  title: string;
  buttonClass?: string;
  panelClass?: string;
  isInvalid?: boolean;
  /** Opens at once, for what was just added. */
  isOpenAtFirst?: boolean;
  children: (close: () => void) => ReactNode;
};

const widestPx = 340;

/**
 * A button with a panel below it that is only there while it is open: for controls, where a `Disclosure` is for links. It
 * closes on Escape, on a press elsewhere and when the focus leaves; on a phone it is a sheet above the bottom bar.
 */
export function Popover(props: Props) {
  const { label, name, title, buttonClass, panelClass, isInvalid = false, isOpenAtFirst = false, children } = props;
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const [side, setSide] = useState<'left' | 'right'>('left');
  useDismissal(root, isOpen, () => setOpen(false));
  const close = (): void => {
    setOpen(false);
    document.getElementById(`${id}-button`)?.focus();
  };
  const toggle = (): void => {
    const left = root.current?.getBoundingClientRect().left ?? 0;
    setSide(left + widestPx > document.documentElement.clientWidth ? 'right' : 'left');
    setOpen(!isOpen);
  };
  return (
    <div ref={root} className="relative">
      <button
        id={`${id}-button`}
        type="button"
        aria-label={name}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        {...(isInvalid && { 'data-invalid': '' })}
        onClick={toggle}
        className={buttonClass}
      >
        {label}
      </button>
      {isOpen && (
        <div
          id={id}
          role="dialog"
          aria-label={title}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            close();
          }}
          className={cn(
            'max-sm:fixed max-sm:inset-x-2 max-sm:bottom-17 max-sm:max-h-[70dvh] max-sm:w-auto max-sm:overflow-y-auto',
            'z-40 animate-pop rounded-lg border border-line bg-raised p-1.5 shadow-pop sm:absolute sm:top-full sm:mt-1.5',
            side === 'right' ? 'sm:right-0' : 'sm:left-0',
            panelClass,
          )}
        >
          {children(close)}
        </div>
      )}
    </div>
  );
}

function useDismissal(root: React.RefObject<HTMLDivElement | null>, isOpen: boolean, dismiss: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) dismiss();
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  });
}
