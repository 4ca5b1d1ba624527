import type { ComponentProps } from 'react';
import { cn } from './class-names';

const base =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none ' +
  'transition-[background-color,border-color,color,box-shadow] duration-150 disabled:pointer-events-none disabled:opacity-55 ' +
  'aria-busy:cursor-progress [&_svg]:size-4 [&_svg]:shrink-0';
const variants = {
  primary: 'bg-accent text-on-accent shadow-card hover:bg-accent-strong',
  secondary: 'border border-line-strong bg-surface text-ink shadow-card hover:border-field hover:bg-hover',
  quiet: 'text-muted hover:bg-hover hover:text-ink',
  danger: 'bg-bad text-on-bad shadow-card hover:opacity-90',
  'danger-quiet': 'text-bad hover:bg-bad-soft',
} as const;
const sizes = {
  sm: 'h-7 px-2.5 text-xs',
  md: 'h-8.5 px-3.5 text-sm',
  lg: 'h-10 px-4 text-base',
  icon: 'size-8.5 text-sm',
  'icon-sm': 'size-7 text-xs',
} as const;

type Look = { variant?: keyof typeof variants; size?: keyof typeof sizes };

/** The look of a button, for links and summaries that are drawn as one. */
export function buttonClass({ variant = 'secondary', size = 'md' }: Look = {}, extra?: string): string {
  return cn(base, variants[variant], sizes[size], extra);
}

export function Button({ variant, size, className, type = 'button', ...rest }: ComponentProps<'button'> & Look) {
  return (
    <button
      type={type}
      className={buttonClass({ ...(variant && { variant }), ...(size && { size }) }, className)}
      {...rest}
    />
  );
}
