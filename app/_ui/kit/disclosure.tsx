'use client';

import { useEffect, useRef, type ReactNode } from 'react';
import { cn } from './class-names';

type Props = {
  label: ReactNode;
  labelClass?: string;
  title?: string;
  align?: 'start' | 'end';
  panelClass?: string;
  /** Told when it opens and when it closes, however that came about. */
  onToggle?: (isOpen: boolean) => void;
  children: ReactNode;
};

/**
 * A button that opens a small panel below it. It is a `<details>`, so it also opens without script; with script it
 * closes on Escape, on a click elsewhere and after a link inside was followed.
 */
export function Disclosure({ label, labelClass, title, align = 'start', panelClass, onToggle, children }: Props) {
  const root = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const details = root.current;
    if (!details) return;
    const close = (event: Event): void => {
      if (!details.open || !(event.target instanceof Element)) return;
      const isInside = details.contains(event.target);
      if (!isInside || event.target.closest('a[href]')) details.open = false;
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !details.open) return;
      details.open = false;
      details.querySelector('summary')?.focus();
    };
    const leave = (event: FocusEvent): void => {
      if (event.relatedTarget instanceof Node && !details.contains(event.relatedTarget)) details.open = false;
    };
    document.addEventListener('click', close);
    document.addEventListener('keydown', escape);
    details.addEventListener('focusout', leave);
    return () => {
      document.removeEventListener('click', close);
      document.removeEventListener('keydown', escape);
      details.removeEventListener('focusout', leave);
    };
  }, []);
  return (
    <details
      ref={root}
      className="group relative"
      {...(onToggle && { onToggle: (event) => onToggle(event.currentTarget.open) })}
    >
      <summary className={labelClass} title={title}>
        {label}
      </summary>
      <div
        className={cn(
          // A sheet above the bottom bar on a phone, where a panel under its button would leave the screen.
          'max-sm:fixed max-sm:inset-x-2 max-sm:top-auto max-sm:bottom-17 max-sm:w-auto',
          'absolute z-40 mt-1.5 min-w-52 sm:top-full origin-top animate-pop rounded-lg border border-line bg-raised p-1 shadow-pop',
          align === 'end' ? 'sm:right-0' : 'sm:left-0',
          panelClass,
        )}
      >
        {children}
      </div>
    </details>
  );
}

/** The look of one choice inside a panel. */
export const choiceClass =
  'flex w-full items-center gap-2.5 rounded-md px-2.5 py-1.5 text-left text-sm text-ink hover:bg-hover ' +
  'aria-[current=true]:font-medium aria-[current=true]:text-accent-strong [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-faint';
