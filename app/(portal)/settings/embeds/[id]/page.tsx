import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { EmbedEditor } from '@/app/_ui/embeds/embed-editor';
import { PageHeader } from '@/app/_ui/page-header';
import { pageContext } from '@/lib/http/page-context';
import { loadEmbed } from './load-embed';

export const metadata: Metadata = { title: 'Embed' };
type Props = { params: Promise<{ id: string }> };

export default async function EmbedPage({ params }: Props) {
  const ctx = await pageContext();
  const loaded = await loadEmbed(ctx, (await params).id);
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
        key={embed.id}
        {...{ embed, keys, shares, resource }}
        workspace={ctx.workspace.slug}
        publicUrl={ctx.publicUrl}
        now={ctx.clock.now()}
      />
    </>
  );
}
