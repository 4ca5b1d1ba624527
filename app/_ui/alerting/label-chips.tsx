import type { ReactNode } from 'react';
import { cn } from '@/app/_ui/kit/class-names';
import { Chip } from './chip';

type Props = {
  labels: Readonly<Record<string, string>>;
  /** What stands before them. */
  before?: ReactNode;
  /** What is said where there are none; nothing at all without it. */
  none?: string;
  className?: string;
};

/** The labels of an alert, a series or a rule: one chip for each. */
export function LabelChips({ labels, before, none, className }: Props) {
  const entries = Object.entries(labels);
  if (entries.length === 0 && !before)
    return none === undefined ? null : <span className={cn('text-muted', className)}>{none}</span>;
  return (
    <ul aria-label="Labels" className={cn('flex min-w-0 flex-wrap gap-1.5', className)}>
      {before}
      {entries.map(([name, value]) => (
        <Chip key={name} title={`${name}=${value}`}>
          {name}=<span className="text-ink">{value === '' ? '(none)' : value}</span>
        </Chip>
      ))}
    </ul>
  );
}
