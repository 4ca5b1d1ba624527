import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names';

const control =
  'h-8.5 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-sm text-ink shadow-card transition-colors ' +
  'hover:border-field focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 ' +
  'aria-invalid:border-bad aria-invalid:outline-bad disabled:opacity-55';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(control, className)} {...rest} />;
}

/** The system's own select: it is the best one on a phone and works without script. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select className={cn(control, 'pr-7', className)} {...rest} />;
}

type FieldProps = { label: ReactNode; htmlFor: string; hint?: ReactNode; error?: ReactNode; children: ReactNode };

/** A label over a control, with its hint or fault below; `error` is announced when it appears. */
export function Field({ label, htmlFor, hint, error, children }: FieldProps) {
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={htmlFor} className="text-sm font-medium">
        {label}
      </label>
      {children}
      {hint !== undefined && error === undefined && <p className="text-xs text-faint">{hint}</p>}
      {error !== undefined && (
        <p role="alert" id={`${htmlFor}-error`} className="text-xs text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
