import type { Metadata } from 'next';
import { BoardList } from '@/app/_ui/boards/board-list';
import { can } from '@/lib/auth/permissions';
import { overviewPanels } from '@/lib/dashboards/overview/overview-panels';
import { starterDoc } from '@/lib/dashboards/board/starter-doc';
import { listDashboards } from '@/lib/dashboards/verbs/list-dashboards';
import { listDeletedDashboards } from '@/lib/dashboards/verbs/list-deleted-dashboards';
import { defaultView } from '@/lib/dashboards/view/view';
import { pageContext, type PageContext } from '@/lib/http/page-context';
import { eventCatalog } from '../overview/event-catalog';

export const metadata: Metadata = { title: 'Dashboards' };

type Props = { searchParams: Promise<{ deleted?: string | string[] }> };

export default async function DashboardsPage({ searchParams }: Props) {
  const ctx = await pageContext();
  const canWrite = can(ctx.actor, 'dashboards:write');
  const [boards, deleted, starter, { deleted: gone }] = await Promise.all([
    listDashboards(ctx),
    listDeletedDashboards(ctx),
    canWrite ? starterOf(ctx) : null,
    searchParams,
  ]);
  return (
    <BoardList
      workspace={ctx.workspace.slug}
      boards={boards}
      deleted={deleted}
      starter={starter}
      canWrite={canWrite}
      justDeleted={typeof gone === 'string' ? gone : null}
      renderedAt={ctx.clock.now()}
    />
  );
}

/** The overview of the workspace as a dashboard that can be changed; null while there is nothing to show on it. */
async function starterOf(ctx: PageContext) {
  const { kind, timezone, name } = ctx.workspace;
  const { events } = await eventCatalog(ctx);
  if (events.length === 0) return null;
  return starterDoc(name, overviewPanels({ workspaceKind: kind, timezone, events, view: defaultView }));
}
