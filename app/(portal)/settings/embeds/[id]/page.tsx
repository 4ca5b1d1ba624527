import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { EmbedEditor } from '@/app/_ui/embeds/embed-editor';
import { PageHeader } from '@/app/_ui/page-header';
import { describeResource } from '@/lib/embed/verbs/describe-resource';
import { getEmbed } from '@/lib/embed/verbs/get-embed';
import { listEmbedKeys } from '@/lib/embed/verbs/list-embed-keys';
import { listShares } from '@/lib/embed/verbs/list-shares';
import { isAppError } from '@/lib/errors/app-error';
import { pageContext, type PageContext } from '@/lib/http/page-context';

export const metadata: Metadata = { title: 'Embed' };
type Props = { params: Promise<{ id: string }> };

export default async function EmbedPage({ params }: Props) {
  const ctx = await pageContext();
  const loaded = await load(ctx, (await params).id);
  if (!loaded) notFound();
  const { embed, keys, shares, resource } = loaded;
  return (
    <>
      <PageHeader
        title={embed.name}
        description={`This ${embed.kind} on other sites: who may see it, what they may choose, and the code for it.`}
        action={
          <Link
            href={`/settings/embeds?workspace=${ctx.workspace.slug}`}
            className="text-sm text-accent-strong hover:underline"
          >
            All embeds
          </Link>
        }
      />
      <EmbedEditor
        key={embed.updatedAt}
        {...{ embed, keys, shares, resource }}
        workspace={ctx.workspace.slug}
        publicUrl={ctx.publicUrl}
        now={ctx.clock.now()}
      />
    </>
  );
}

async function load(ctx: PageContext, id: string) {
  try {
    const embed = await getEmbed(ctx, { id });
    const [keys, shares, resource] = await Promise.all([
      listEmbedKeys(ctx),
      listShares(ctx, { embedId: id }),
      describeResource(ctx, embed).catch(unlessMissing),
    ]);
    return { embed, shares, resource, keys: keys.filter(({ embedId }) => embedId === null || embedId === id) };
  } catch (error) {
    if (isAppError(error) && (error.code === 'not_found' || error.code === 'forbidden')) return null;
    throw error;
  }
}

/** The chart may be deleted while its embed is still there to be ended. */
function unlessMissing(error: unknown): null {
  if (isAppError(error) && error.code === 'not_found') return null;
  throw error;
}
