import type { ComponentProps } from 'react';
import { cn } from './class-names';

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      className={cn(
        'w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 py-2 text-sm text-ink shadow-card transition-colors',
        'hover:border-field focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0',
        'aria-invalid:border-bad aria-invalid:outline-bad disabled:opacity-55',
        className,
      )}
      {...rest}
    />
  );
}
