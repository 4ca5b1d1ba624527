import { Plus, X } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/app/_ui/kit/class-names';

/** A part of the question that can be changed: segments in one frame, each of which opens what it is chosen from. */
export function Token({ isMuted = false, isInvalid = false, children, ...rest }: TokenProps) {
  return (
    <div
      role="group"
      {...rest}
      className={cn(
        'inline-flex h-8 max-w-full min-w-0 items-stretch rounded-md border border-line-strong bg-surface text-sm shadow-card',
        'divide-x divide-line *:min-w-0',
        isMuted && 'border-dashed text-muted',
        isInvalid && 'border-bad',
      )}
    >
      {children}
    </div>
  );
}
type TokenProps = { isMuted?: boolean; isInvalid?: boolean; children: ReactNode; 'aria-label': string };

export const segmentClass =
  'flex h-full max-w-52 min-w-0 items-center gap-1 px-2.5 truncate transition-colors hover:bg-hover aria-expanded:bg-hover ' +
  'rounded-[calc(var(--radius-md)-1px)] focus-visible:-outline-offset-2';

export function Letter({ children }: { children: ReactNode }) {
  return (
    <span className="grid w-7 place-items-center rounded-l-[calc(var(--radius-md)-1px)] bg-accent-soft text-xs font-semibold text-accent-strong">
      {children}
    </span>
  );
}

export function RemoveSegment({ what, onClick }: { what: string; onClick: () => void }) {
  return (
    <button type="button" aria-label={`Remove ${what}`} title="Remove" onClick={onClick} className={iconSegment}>
      <X aria-hidden className="size-3.5" />
    </button>
  );
}
export const iconSegment =
  'grid w-7 shrink-0 place-items-center rounded-[calc(var(--radius-md)-1px)] text-faint transition-colors hover:bg-hover hover:text-ink aria-expanded:bg-hover focus-visible:-outline-offset-2';

export const addClass =
  'inline-flex h-8 items-center gap-1 rounded-md border border-dashed border-line-strong px-2.5 text-sm text-muted ' +
  'transition-colors hover:border-field hover:bg-hover hover:text-ink aria-expanded:bg-hover';

/** The label of a button that adds something. */
export const Add = ({ children }: { children: ReactNode }) => (
  <>
    <Plus aria-hidden className="size-3.5" />
    {children}
  </>
);

export function AddButton({ children, ...rest }: ComponentProps<'button'>) {
  return (
    <button type="button" className={addClass} {...rest}>
      <Add>{children}</Add>
    </button>
  );
}
