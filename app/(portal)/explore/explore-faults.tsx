import Link from 'next/link';
import { buttonClass } from '@/app/_ui/kit/button';
import { Notice } from '@/app/_ui/kit/notice';
import type { ViewFault } from '@/lib/dashboards/view/view-state';

/** What in the link could not be used; the rest of it is shown. */
export function ExploreFaults({ faults, sql }: { faults: readonly ViewFault[]; sql?: string | undefined }) {
  return (
    <>
      {sql !== undefined && (
        <Notice
          title="This link is a statement"
          className="mb-4"
          action={
            <Link href={`/sql?${new URLSearchParams({ q: sql }).toString()}`} className={buttonClass({ size: 'sm' })}>
              Open in SQL
            </Link>
          }
        >
          Statements have a page of their own.
        </Notice>
      )}
      {faults.length > 0 && (
        <Notice tone="warn" title="Part of this link could not be used" className="mb-4">
          <ul>
            {faults.map(({ value, reason }, index) => (
              <li key={index}>
                <code className="font-mono text-xs break-all">{value}</code>
                {': '}
                {reason}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
