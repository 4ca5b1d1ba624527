import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names';

export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section className={cn('rounded-lg border border-line bg-surface shadow-card', className)} {...rest} />;
}

type HeaderProps = { title: ReactNode; description?: ReactNode; action?: ReactNode; id?: string; className?: string };

export function CardHeader({ title, description, action, id, className }: HeaderProps) {
  return (
    <header className={cn('flex items-start justify-between gap-3 px-5 pt-4', className)}>
      <div className="min-w-0">
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        {description !== undefined && <p className="mt-0.5 text-sm text-muted">{description}</p>}
      </div>
      {action}
    </header>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('px-5 py-4', className)} {...rest} />;
}
