import { HydrationBoundary } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { prefetchPanels } from '@/app/_data/prefetch';
import { AlertPreview } from '@/app/_ui/explore/alert-preview';
import { buttonClass } from '@/app/_ui/kit/button';
import { Notice } from '@/app/_ui/kit/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { questionHref } from '@/lib/dashboards/explore/explore-href';
import { parseExplore } from '@/lib/dashboards/explore/explore-state';
import type { RawParams } from '@/lib/dashboards/view/view-state';
import { pageContext } from '@/lib/http/page-context';
import { runQuery } from '@/lib/query/run-query';

export const metadata: Metadata = { title: 'New alert' };

/** Where "Alert on this" leads: the question as it would be watched, and that rules cannot be made yet. */
export default async function NewAlertPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const ctx = await pageContext();
  const { question } = parseExplore(await searchParams, () => null);
  const { slug } = ctx.workspace;
  const specs = question ? [question.spec] : [];
  const state = await prefetchPanels({ workspace: slug, specs, run: (spec) => runQuery(ctx, { spec }) });
  const back = question ? questionHref({ workspace: slug, question }) : '/explore';
  return (
    <>
      <PageHeader
        title="Alert on this"
        action={
          <Link href={back} prefetch={false} className={buttonClass()}>
            Back to the question
          </Link>
        }
      />
      <Notice title="Alert rules are not part of this version">
        The rule editor is being built. Until then, keep this link: it holds the question, and the editor will start
        from it.
      </Notice>
      {question && (
        <HydrationBoundary state={state}>
          <AlertPreview question={question} renderedAt={ctx.clock.now()} />
        </HydrationBoundary>
      )}
      {!question && (
        <p className="mt-4 flex items-center gap-2 text-sm text-muted">
          <BellOff aria-hidden className="size-4" />
          The link holds no question that could be watched.
        </p>
      )}
    </>
  );
}
