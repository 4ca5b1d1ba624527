import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { prefetchPanels } from '@/app/_data/prefetch';
import { SeededPanels } from '@/app/_data/seeded-panels';
import { waitingPanels } from '@/app/_data/waiting-panels';
import { ViewFaults } from '@/app/_ui/view/view-faults';
import type { RawParams } from '@/lib/dashboards/view/view-state';
import { pageContext, type PageContext } from '@/lib/http/page-context';
import { runQuery } from '@/lib/query/run-query';
import { BoardBody } from './board-body';
import { BoardHead } from './board-head';
import { alone, firstScreen, specsOf, type ChartBox } from './first-screen';
import { findBoard, loadBoard } from './load-board';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<RawParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const board = await findBoard(await pageContext(), (await params).id);
  return { title: board?.doc.title ?? 'Dashboard' };
}

/** There is no loading.tsx beside this page: with one, the numbers would reach a reader without script in hidden parts only. */
export default async function DashboardPage({ params, searchParams }: Props) {
  const ctx = await pageContext();
  const board = await loadBoard(ctx, (await params).id, await searchParams);
  if (!board) notFound();
  const { viewPanel, isKiosk } = board.place.view;
  const panels = viewPanel === null ? board.panels : alone(board.panels, viewPanel, isKiosk ? 12 : 9);
  const first = firstScreen(panels);
  const prefetched = await prefetch(ctx, first);
  const charts = first.map(({ panel }) => panel);
  const streamed = waitingPanels(charts, prefetched);
  const ready = charts.map(({ id }) => id).filter((id) => !streamed.includes(id));
  return (
    <div {...(isKiosk && { 'data-kiosk': '' })}>
      <BoardHead board={board} />
      {board.faults.length > 0 && (
        <div className="mb-4">
          <ViewFaults faults={board.faults} />
        </div>
      )}
      <SeededPanels seed={prefetched.seed}>
        <BoardBody board={board} panels={panels} ready={ready} streamed={streamed} />
      </SeededPanels>
    </div>
  );
}

function prefetch(ctx: PageContext, panels: readonly ChartBox[]) {
  return prefetchPanels({
    workspace: ctx.workspace.slug,
    specs: panels.flatMap(({ panel }) => specsOf(panel)),
    run: (spec) => runQuery(ctx, { spec, isViewed: true }),
    onFailure: (err, spec) =>
      ctx.log.debug({ err, kind: spec.kind, requestId: ctx.requestId }, 'a panel could not be prefetched'),
  });
}
