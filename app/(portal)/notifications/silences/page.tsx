import type { Metadata } from 'next';
import { parseMatcher } from '@/app/_ui/notifications/matcher-words';
import { SilenceList } from '@/app/_ui/notifications/silences/silence-list';
import { can } from '@/lib/auth/permissions';
import { pageContext } from '@/lib/http/page-context';
import { listSilences } from '@/lib/notify/verbs/list-silences';
import { ReadOnlyNotice } from '../read-only-notice';

export const metadata: Metadata = { title: 'Silences' };

type Props = { searchParams: Promise<{ matcher?: string | string[] }> };

export default async function SilencesPage({ searchParams }: Props) {
  const ctx = await pageContext();
  const canWrite = can(ctx.actor, 'silences:write');
  const [silences, { matcher }] = await Promise.all([listSilences(ctx), searchParams]);
  const prefill = [matcher ?? []].flat().flatMap((text) => parseMatcher(text) ?? []);
  return (
    <>
      {!canWrite && <ReadOnlyNotice what="silence alerts" who="editors and admins" />}
      <SilenceList
        workspace={ctx.workspace.slug}
        timezone={ctx.workspace.timezone}
        silences={silences}
        prefill={prefill}
        canWrite={canWrite}
        renderedAt={ctx.clock.now()}
      />
    </>
  );
}
