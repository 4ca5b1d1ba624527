import type { Metadata } from 'next';
import Link from 'next/link';
import { HealthView } from '@/app/_ui/health/health-view';
import { PageHeader } from '@/app/_ui/page-header';
import { can } from '@/lib/auth/permissions';
import { pageContext } from '@/lib/http/page-context';
import { portalReport } from '@/lib/http/portal-report';

export const metadata: Metadata = { title: 'Health' };

export default async function HealthPage() {
  const ctx = await pageContext();
  return (
    <>
      <PageHeader
        title="Health"
        description="What the portal depends on, how each part is doing, and what happened."
        action={
          <Link href="/settings" className="text-sm text-accent-strong hover:underline">
            Status and settings
          </Link>
        }
      />
      <HealthView
        initial={await portalReport(ctx)}
        workspace={ctx.workspace.slug}
        canReset={can(ctx.actor, 'breakers:reset')}
        renderedAt={ctx.clock.now()}
      />
    </>
  );
}
