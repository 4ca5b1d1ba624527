import type { Metadata } from 'next';
import { prefetchPanels } from '@/app/_data/prefetch';
import { SeededPanels } from '@/app/_data/seeded-panels';
import { overviewPanels } from '@/lib/dashboards/overview/overview-panels';
import { parseView, type RawParams } from '@/lib/dashboards/view/view-state';
import { OpenStrip } from '@/app/_ui/incidents/open-strip';
import { pageContext } from '@/lib/http/page-context';
import { runQuery } from '@/lib/query/run-query';
import { eventCatalog } from './event-catalog';
import { OverviewPanels } from './overview-panels';
import { PanelEmpty } from './panel-empty';
import { ViewBar } from './view-bar';
import { ViewFaults } from '@/app/_ui/view/view-faults';
import { comparedWords } from '@/app/_ui/view/view-words';
import { waitingPanels } from '@/app/_data/waiting-panels';
import { Welcome } from './welcome';

export const metadata: Metadata = { title: 'Overview' };

/** There is no loading.tsx beside this page: with one, the numbers would reach a reader without script in hidden parts only. */
export default async function OverviewPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const ctx = await pageContext();
  const { slug, timezone, kind } = ctx.workspace;
  const { view, faults } = parseView(await searchParams, timezone);
  const place = { path: '/overview', workspace: slug, view };
  const { events, fields } = await eventCatalog(ctx);
  const panels = overviewPanels({ workspaceKind: kind, timezone, events, view });
  const prefetched = await prefetchPanels({
    workspace: slug,
    specs: panels.flatMap(({ spec, spark }) => (spark ? [spec, spark] : [spec])),
    run: (spec) => runQuery(ctx, { spec, isViewed: true }),
    onFailure: (err, spec) =>
      ctx.log.debug({ err, kind: spec.kind, requestId: ctx.requestId }, 'a panel could not be prefetched'),
  });
  const now = ctx.clock.now();
  return (
    <>
      <h1 className="sr-only">Overview of {ctx.workspace.name}</h1>
      <ViewBar place={place} timezone={timezone} now={now} fields={fields} />
      <ViewFaults faults={faults} />
      <OpenStrip />
      <Welcome ctx={ctx} hasEvents={events.length > 0} />
      <div className="mt-4">
        <SeededPanels seed={prefetched.seed}>
          <OverviewPanels
            panels={panels}
            waiting={waitingPanels(panels, prefetched)}
            place={place}
            timezone={timezone}
            renderedAt={now}
            comparedWith={comparedWords[view.compare]}
            empty={<PanelEmpty place={place} timezone={timezone} />}
          />
        </SeededPanels>
      </div>
    </>
  );
}
