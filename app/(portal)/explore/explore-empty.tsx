import { Compass } from 'lucide-react';
import Link from 'next/link';
import { buttonClass } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { PageHeader } from '@/app/_ui/page-header';
import type { ViewFault } from '@/lib/dashboards/view/view-state';
import { ExploreFaults } from './explore-faults';

/** A workspace without events: there is nothing to ask about yet. */
export function ExploreEmpty({ faults }: { faults: readonly ViewFault[] }) {
  return (
    <>
      <PageHeader title="Explore" description="Ask anything about your events, without writing a query." />
      <ExploreFaults faults={faults} />
      <Card>
        <EmptyState
          icon={Compass}
          title="There is nothing to ask about yet"
          action={
            <div className="flex flex-wrap justify-center gap-2">
              <Link href="/send" className={buttonClass({ variant: 'primary' })}>
                Send data
              </Link>
              <Link href="/imports" className={buttonClass()}>
                Import a file
              </Link>
            </div>
          }
        >
          This workspace has no events of the last 90 days. As soon as the first one arrives, its trend is here.
        </EmptyState>
      </Card>
    </>
  );
}
