import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { EmbedList } from '@/app/_ui/embeds/embed-list';
import { SetUpCard } from '@/app/_ui/embeds/set-up-card';
import { PageHeader } from '@/app/_ui/page-header';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { can } from '@/lib/auth/permissions';
import { describeResource } from '@/lib/embed/verbs/describe-resource';
import { listEmbeds } from '@/lib/embed/verbs/list-embeds';
import { isAppError } from '@/lib/errors/app-error';
import { pageContext, type PageContext } from '@/lib/http/page-context';
import type { EmbedKind } from '@/lib/model/embed';

export const metadata: Metadata = { title: 'Embeds' };
type Props = { searchParams: Promise<{ kind?: string; resource?: string }> };

/** With `kind` and `resource` it leads to the embed of that chart or dashboard, or offers to set it up. */
export default async function EmbedsPage({ searchParams }: Props) {
  const ctx = await pageContext();
  if (!can(ctx.actor, 'embeds:manage'))
    return (
      <EmptyState title="Editors decide what is shown elsewhere">
        Your role in this workspace is to look. Ask an editor or an admin of it.
      </EmptyState>
    );
  const embeds = await listEmbeds(ctx);
  const { kind, resource = '' } = await searchParams;
  const wanted = kind === 'chart' || kind === 'dashboard' ? ({ kind, resourceId: resource } as const) : null;
  const known = embeds.find((embed) => embed.kind === wanted?.kind && embed.resourceId === wanted.resourceId);
  if (known) redirect(`/settings/embeds/${known.id}?workspace=${ctx.workspace.slug}`);
  const title = wanted && (await titleOf(ctx, wanted));
  return (
    <>
      <PageHeader
        title="Embeds"
        description="Charts and dashboards that are shown on other sites, and who may see them there."
      />
      {wanted && title !== null && <SetUpCard {...wanted} workspace={ctx.workspace.slug} title={title} />}
      <EmbedList embeds={embeds} workspace={ctx.workspace.slug} now={ctx.clock.now()} />
    </>
  );
}

async function titleOf(ctx: PageContext, resource: { kind: EmbedKind; resourceId: string }): Promise<string | null> {
  try {
    return (await describeResource(ctx, resource)).title;
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null;
    throw error;
  }
}
