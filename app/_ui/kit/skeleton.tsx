import type { ComponentProps } from 'react';
import { cn } from './class-names';

/** A grey shape in the size of what is coming. */
export function Skeleton({ className, ...rest }: ComponentProps<'div'>) {
  return <div aria-hidden className={cn('animate-shimmer rounded-md bg-sunken', className)} {...rest} />;
}
