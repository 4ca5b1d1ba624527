import type { ReactNode } from 'react';

type Props = { label: string; fault?: string | undefined; children: ReactNode };

/** One line of the builder: what it says, the parts that say it, and what is wrong with them. */
export function Row({ label, fault, children }: Props) {
  return (
    <div
      role="group"
      aria-label={label}
      className="grid grid-cols-[3.25rem_minmax(0,1fr)] gap-x-2 gap-y-1 px-3 py-1.5 sm:grid-cols-[4.5rem_minmax(0,1fr)] sm:gap-x-3"
    >
      <span aria-hidden className="text-xs leading-8 font-medium text-faint">
        {label}
      </span>
      <div className="flex flex-wrap items-center gap-1.5">{children}</div>
      {fault !== undefined && (
        <p role="alert" className="col-start-2 text-xs text-bad">
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
