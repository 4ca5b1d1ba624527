import type { ReactNode } from 'react';

type Props = { id: string; title: string; about: string; action?: ReactNode };

/** The heading of a part of the page, with what can be added to it. */
export function SectionHead({ id, title, about, action }: Props) {
  return (
    <header className="mb-2 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        <p className="text-sm text-muted">{about}</p>
      </div>
      {action}
    </header>
  );
}
