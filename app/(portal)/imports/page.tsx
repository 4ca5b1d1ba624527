import type { Metadata } from 'next';
import { ImportsView } from '@/app/_ui/imports/imports-view';
import { Notice } from '@/app/_ui/kit/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { can } from '@/lib/auth/permissions';
import { pageContext } from '@/lib/http/page-context';
import { listImports } from '@/lib/ingest/imports/list-imports';

export const metadata: Metadata = { title: 'Imports' };

export default async function ImportsPage() {
  const ctx = await pageContext();
  const canImport = can(ctx.actor, 'imports:run');
  return (
    <>
      <PageHeader
        title="Imports"
        description="Load files with events of the past. The load goes on when you leave this page, and after a restart."
      />
      {!canImport && (
        <Notice className="mb-5" title="You can look, but not import">
          Ask an owner of {ctx.workspace.name} to make you an editor.
        </Notice>
      )}
      <ImportsView workspace={ctx.workspace.slug} initial={await listImports(ctx)} canImport={canImport} />
    </>
  );
}
