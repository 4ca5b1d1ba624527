import type { Metadata } from 'next';
import Link from 'next/link';
import { Suspense } from 'react';
import { prefetchPanels } from '@/app/_data/prefetch';
import { SeededPanels } from '@/app/_data/seeded-panels';
import { Notice } from '@/app/_ui/kit/notice';
import { Skeleton } from '@/app/_ui/kit/skeleton';
import { PageHeader } from '@/app/_ui/page-header';
import { can } from '@/lib/auth/permissions';
import { pageContext, type PageContext } from '@/lib/http/page-context';
import { tableSpecSchema } from '@/lib/model/query-spec';
import { runQuery } from '@/lib/query/run-query';
import { Arrivals } from './arrivals';
import { SendGuide } from './send-guide';

export const metadata: Metadata = { title: 'Send data' };

const arrivals = tableSpecSchema.parse({
  kind: 'table',
  range: { last: '24h' },
  columns: ['name', 'user', 'value'],
  limit: 20,
});

export default async function SendPage() {
  const ctx = await pageContext();
  const canManage = can(ctx.actor, 'keys:manage');
  const { slug, timezone } = ctx.workspace;
  const prefetched = await prefetchPanels({
    workspace: slug,
    specs: [arrivals],
    run: (spec) => runQuery(ctx, { spec }),
  });
  const now = ctx.clock.now();
  return (
    <>
      <PageHeader
        title="Send data"
        description={`From anything that speaks HTTP to the workspace ${ctx.workspace.name}.`}
      />
      <div className="grid max-w-4xl grid-cols-1 gap-4">
        <WorkspaceNotice ctx={ctx} />
        <SendGuide publicUrl={ctx.publicUrl} workspace={slug} canManage={canManage} />
        <SeededPanels seed={prefetched.seed}>
          <Suspense fallback={<Skeleton className="h-40" />}>
            <Arrivals spec={arrivals} timezone={timezone} renderedAt={now} />
          </Suspense>
        </SeededPanels>
        {canManage && (
          <p className="text-sm text-muted">
            Keys are listed and ended under{' '}
            <Link href="/settings/keys" className="text-accent-strong underline">
              API keys
            </Link>
            .
          </p>
        )}
      </div>
    </>
  );
}

/** Own events next to sample data would be hard to tell apart, and are gone when the sample is removed. */
function WorkspaceNotice({ ctx }: { ctx: PageContext }) {
  const main = ctx.memberships.find(({ workspace }) => workspace.kind === 'main')?.workspace;
  if (ctx.workspace.kind === 'main' || ctx.workspace.kind === 'team' || !main) return null;
  return (
    <Notice
      tone="warn"
      title={
        ctx.workspace.kind === 'sample' ? 'This is the sample workspace' : 'This is the workspace of the portal itself'
      }
      action={
        <a
          href={`/send?workspace=${main.slug}`}
          className="shrink-0 font-medium text-accent-strong underline-offset-2 hover:underline"
        >
          Switch to {main.name}
        </a>
      }
    >
      Your own events belong in your own workspace.
    </Notice>
  );
}
