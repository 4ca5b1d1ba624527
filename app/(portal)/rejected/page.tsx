import { OctagonX, ShieldCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { Notice } from '@/app/_ui/kit/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { can } from '@/lib/auth/permissions';
import { toAppError, type AppError } from '@/lib/errors/app-error';
import { pageContext, type PageContext } from '@/lib/http/page-context';
import { listRejected } from '@/lib/ingest/list-rejected';
import type { RejectedEvent } from '@/lib/model/event';
import { countReasons } from './count-reasons';
import { ReasonLinks } from './reason-links';
import { RejectedTable } from './rejected-table';

export const metadata: Metadata = { title: 'Rejected events' };

const limit = 200;

export default async function RejectedPage({
  searchParams,
}: {
  searchParams: Promise<{ reason?: string | string[] }>;
}) {
  const ctx = await pageContext();
  const { reason } = await searchParams;
  const chosen = [reason ?? []].flat()[0] ?? null;
  const found = can(ctx.actor, 'rejected:read') ? await load(ctx) : [];
  return (
    <>
      <PageHeader
        title="Rejected events"
        description="Events that were sent but not stored, each with the reason. They are kept for 7 days."
      />
      {Array.isArray(found) ? (
        <Rejected events={found} chosen={chosen} timezone={ctx.workspace.timezone} now={ctx.clock.now()} />
      ) : (
        <Notice tone="warn" title="The list cannot be read right now">
          {found.message}
        </Notice>
      )}
    </>
  );
}

async function load(ctx: PageContext): Promise<RejectedEvent[] | AppError> {
  try {
    return await listRejected(ctx, { limit });
  } catch (error) {
    const known = toAppError(error);
    if (known.code === 'internal') throw error;
    return known;
  }
}

type RejectedProps = { events: RejectedEvent[]; chosen: string | null; timezone: string; now: number };

function Rejected({ events, chosen, timezone, now }: RejectedProps) {
  if (events.length === 0)
    return (
      <Card className="py-8">
        <EmptyState icon={ShieldCheck} title="Nothing was rejected in the last 7 days">
          Every event that reached this workspace was stored. When one cannot be, because its name is missing, it is too
          large or its time lies in the future, it appears here with what was sent.
        </EmptyState>
      </Card>
    );
  const shown = chosen === null ? events : events.filter((event) => event.reason === chosen);
  return (
    <div className="grid grid-cols-1 gap-4">
      <ReasonLinks reasons={countReasons(events)} chosen={chosen} />
      <Card className="overflow-hidden">
        {shown.length > 0 ? (
          <RejectedTable events={shown} timezone={timezone} now={now} />
        ) : (
          <EmptyState icon={OctagonX} title="No event was rejected for this reason lately" />
        )}
      </Card>
      {events.length === limit && <p className="text-xs text-faint">The newest {limit} are shown.</p>}
    </div>
  );
}
