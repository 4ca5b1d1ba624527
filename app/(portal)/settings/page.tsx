import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { WorkspaceCard } from '@/app/_ui/access/workspace-card';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { PageHeader } from '@/app/_ui/page-header';
import { ThemeChoice } from '@/app/_ui/theme/theme-choice';
import { parseTheme, themeCookie } from '@/app/_ui/theme/theme';
import { can } from '@/lib/auth/permissions';
import { pageContext, type PageContext } from '@/lib/http/page-context';
import { portalReport } from '@/lib/http/portal-report';
import { sampleStatus } from '@/lib/ingest/sample/sample-status';
import { DataCards } from './data-cards';
import { SampleCard } from './sample-card';
import { StatusCards } from './status-cards';

export const metadata: Metadata = { title: 'Status and settings' };

export default async function SettingsPage() {
  const ctx = await pageContext();
  const [report, sample, jar] = await Promise.all([portalReport(ctx), sampleStatus(ctx), cookies()]);
  return (
    <>
      <PageHeader title="Status and settings" description="How the portal is doing, and how it looks." />
      <div className="grid max-w-5xl grid-cols-1 gap-8">
        <section aria-labelledby="status">
          <h2 id="status" className="mb-3 text-sm font-semibold">
            Status
          </h2>
          <StatusCards initial={report} workspace={ctx.workspace.slug} renderedAt={ctx.clock.now()} />
        </section>
        <SampleCard initial={sample} workspace={workspaceForSample(ctx)} canManage={can(ctx.actor, 'sample:manage')} />
        <WorkspaceCard
          key={ctx.workspace.id}
          workspace={ctx.workspace}
          canRename={can(ctx.actor, 'workspace:manage')}
          canRemove={ctx.workspace.kind === 'team' && can(ctx.actor, 'workspace:delete')}
        />
        <DataCards ctx={ctx} />
        <Card className="max-w-xl">
          <CardHeader title="Theme" description="Follows your system, or what you choose here." />
          <CardBody>
            <ThemeChoice initial={parseTheme(jar.get(themeCookie)?.value)} />
          </CardBody>
        </Card>
      </div>
    </>
  );
}

/** The sample is changed from one's own workspace, which is still there when the sample is gone. */
function workspaceForSample({ memberships, workspace }: PageContext): string {
  return memberships.find((one) => one.workspace.kind === 'main')?.workspace.slug ?? workspace.slug;
}
