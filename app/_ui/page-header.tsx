import type { ReactNode } from 'react';

type Props = { title: string; description?: ReactNode; action?: ReactNode };

/** The heading of a page, with what can be done there. */
export function PageHeader({ title, description, action }: Props) {
  return (
    <header className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {description !== undefined && <p className="mt-1 max-w-2xl text-muted">{description}</p>}
      </div>
      {action}
    </header>
  );
}
