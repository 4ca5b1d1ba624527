import Link from 'next/link';
import { buttonClass } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import type { PageContext } from '@/lib/http/page-context';
import { pageExtra } from '@/lib/http/page-extra';
import { isSampleLoaded, sampleStatus } from '@/lib/ingest/sample/sample-status';
import { SampleBanner } from './sample-banner';

/** Above the panels of a workspace that is not filled yet: how far the sample is, or the two ways to bring one's own data. */
export async function Welcome({ ctx, hasEvents }: { ctx: PageContext; hasEvents: boolean }) {
  if (ctx.workspace.kind === 'sample') {
    if (await pageExtra(ctx, { what: 'whether the sample is loaded', without: true }, isSampleLoaded(ctx))) return null;
    const sample = await pageExtra(ctx, { what: 'how far the sample is', without: null }, sampleStatus(ctx));
    return sample?.state === 'loading' ? <SampleBanner initial={sample} workspace={ctx.workspace.slug} /> : null;
  }
  if (hasEvents || ctx.workspace.kind === 'system') return null;
  return (
    <Card className="mt-4 flex flex-wrap items-center justify-between gap-4 px-5 py-4">
      <div>
        <h2 className="font-semibold">This workspace waits for its first event</h2>
        <p className="text-sm text-muted">The panels below fill by themselves as soon as something arrives.</p>
      </div>
      <div className="flex gap-2">
        <Link href="/send" className={buttonClass({ variant: 'primary' })}>
          Send an event
        </Link>
        <Link href="/imports" className={buttonClass()}>
          Import a file
        </Link>
      </div>
    </Card>
  );
}
