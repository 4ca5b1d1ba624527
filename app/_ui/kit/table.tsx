import type { ComponentProps } from 'react';
import { cn } from './class-names';

/** Scrolls sideways on its own, so that a wide table never widens the page. */
export function Table({ className, ...rest }: ComponentProps<'table'>) {
  return (
    <div
      className="scroll-quiet relative overflow-x-auto"
      tabIndex={0}
      role="region"
      aria-label={rest['aria-label'] ?? 'Table'}
    >
      <table className={cn('w-full border-collapse text-sm', className)} {...rest} />
    </div>
  );
}

export function Th({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn(
        'h-9 border-b border-line px-2 text-left text-xs font-medium whitespace-nowrap text-faint first:pl-5 last:pr-5 sm:px-3',
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ className, ...rest }: ComponentProps<'td'>) {
  return (
    <td
      className={cn('border-b border-line px-2 py-2.5 align-top first:pl-5 last:pr-5 sm:px-3', className)}
      {...rest}
    />
  );
}

export function Tr({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr className={cn('transition-colors hover:bg-hover [&:last-child>td]:border-0', className)} {...rest} />;
}
