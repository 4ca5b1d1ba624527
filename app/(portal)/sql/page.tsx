import type { Metadata } from 'next';
import { PageHeader } from '@/app/_ui/page-header';
import { SqlWorkbench } from '@/app/_ui/sql/sql-workbench';
import { can } from '@/lib/auth/permissions';
import { parseView, type RawParams } from '@/lib/dashboards/view/view-state';
import { pageContext } from '@/lib/http/page-context';
import { panelCharts } from '@/lib/model/panel';
import { firstOutcome } from './first-outcome';
import { sqlSchema } from './sql-schema';

export const metadata: Metadata = { title: 'SQL' };

export default async function SqlPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const ctx = await pageContext();
  const params = await searchParams;
  const { slug, timezone } = ctx.workspace;
  const { range } = parseView(params, timezone).view;
  const [sql = ''] = [params['q'] ?? []].flat();
  const chart = panelCharts.find((one) => one === params['chart']) ?? 'table';
  const [schema, outcome] = await Promise.all([sqlSchema(ctx), firstOutcome(ctx, { sql, range, timezone })]);
  return (
    <>
      <PageHeader
        title="SQL"
        description={
          <>
            Ask in the engine’s own words. A statement reads the table <code className="font-mono text-sm">events</code>{' '}
            of this workspace and changes nothing.
          </>
        }
      />
      <SqlWorkbench
        workspace={slug}
        timezone={timezone}
        schema={schema}
        first={{ sql, range, chart, outcome, now: ctx.clock.now() }}
        canSave={can(ctx.actor, 'dashboards:write')}
      />
    </>
  );
}
