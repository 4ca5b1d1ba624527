import type { ReactNode } from 'react';

type Props = { label: string; fault?: string | undefined; children: ReactNode };

/** One line of the builder: what it says, the parts that say it, and what is wrong with them. */
export function Row({ label, fault, children }: Props) {
  return (
    <div role="group" aria-label={label} className="grid gap-x-3 gap-y-1 px-3 py-1.5 sm:grid-cols-[4.5rem_minmax(0,1fr)]">
      <span aria-hidden className="text-xs font-medium text-faint sm:leading-8">
        {label}
      </span>
      <div className="flex flex-wrap items-center gap-1.5">{children}</div>
      {fault !== undefined && (
        <p role="alert" className="text-xs text-bad sm:col-start-2">
          {fault}
        </p>
      )}
    </div>
  );
}

/** A word between two parts, as in "origin is ATL and destination is ORD". */
export const Joint = ({ children }: { children: ReactNode }) => (
  <span className="px-0.5 text-xs text-faint">{children}</span>
);
