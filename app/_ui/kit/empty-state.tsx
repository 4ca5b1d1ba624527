import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './class-names';

type Props = { icon?: LucideIcon; title: ReactNode; children?: ReactNode; action?: ReactNode; className?: string };

/** Nothing here yet: says why, and what to do next. */
export function EmptyState({ icon: Icon, title, children, action, className }: Props) {
  return (
    <div className={cn('flex h-full flex-col items-center justify-center gap-1 px-6 py-8 text-center', className)}>
      {Icon && (
        <span className="mb-2 grid size-10 place-items-center rounded-full bg-sunken text-faint">
          <Icon aria-hidden className="size-5" strokeWidth={1.75} />
        </span>
      )}
      <p className="text-sm font-medium">{title}</p>
      {children !== undefined && <div className="max-w-md text-sm text-muted">{children}</div>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
