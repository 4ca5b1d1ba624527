import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './class-names';

const looks = {
  info: { icon: Info, box: 'border-line bg-sunken text-muted', mark: 'text-accent' },
  warn: { icon: TriangleAlert, box: 'border-transparent bg-warn-soft text-ink', mark: 'text-warn' },
  bad: { icon: CircleAlert, box: 'border-transparent bg-bad-soft text-ink', mark: 'text-bad' },
} as const;

type Props = {
  tone?: keyof typeof looks;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** A message that stays in place until its cause is gone. */
export function Notice({ tone = 'info', title, children, action, className }: Props) {
  const { icon: Icon, box, mark } = looks[tone];
  return (
    <div
      role={tone === 'info' ? 'status' : 'alert'}
      className={cn('flex items-start gap-2.5 rounded-md border px-3 py-2.5 text-sm', box, className)}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', mark)} />
      <div className="min-w-0 flex-1">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}
