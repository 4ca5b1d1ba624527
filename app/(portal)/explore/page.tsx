import type { Metadata } from 'next';
import { prefetchPanels } from '@/app/_data/prefetch';
import { SeededPanels } from '@/app/_data/seeded-panels';
import { Explore } from '@/app/_ui/explore/explore';
import { can } from '@/lib/auth/permissions';
import { parseExplore } from '@/lib/dashboards/explore/explore-state';
import type { RawParams } from '@/lib/dashboards/view/view-state';
import { pageContext } from '@/lib/http/page-context';
import { runQuery } from '@/lib/query/run-query';
import { eventNames, fallbackOf } from './event-names';
import { ExploreEmpty } from './explore-empty';
import { ExploreFaults } from './explore-faults';
import { searchOf } from './search-of';

export const metadata: Metadata = { title: 'Explore' };

/** As on the overview, there is no loading.tsx: the chart is in the first HTML. */
export default async function ExplorePage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const ctx = await pageContext();
  const params = await searchParams;
  const { slug, timezone } = ctx.workspace;
  const events = await eventNames(ctx);
  const fallback = fallbackOf(ctx, events);
  const { question, origin, faults, sql } = parseExplore(params, fallback);
  if (!question && events.length === 0) return <ExploreEmpty faults={faults} />;
  const initial = question ?? { spec: fallback('trend'), isLive: true };
  const prefetched = await prefetchPanels({
    workspace: slug,
    specs: [initial.spec],
    run: (spec) => runQuery(ctx, { spec }),
    onFailure: (err, spec) =>
      ctx.log.debug({ err, kind: spec.kind, requestId: ctx.requestId }, 'a question could not be answered'),
  });
  return (
    <>
      <ExploreFaults faults={faults} sql={sql} />
      <SeededPanels seed={prefetched.seed}>
        <Explore
          initial={initial}
          initialSearch={searchOf(params)}
          origin={origin}
          workspace={slug}
          timezone={timezone}
          renderedAt={ctx.clock.now()}
          isWaiting={prefetched.pending.length > 0}
          events={events.map(({ name }) => name)}
          canSave={can(ctx.actor, 'dashboards:write')}
        />
      </SeededPanels>
    </>
  );
}
