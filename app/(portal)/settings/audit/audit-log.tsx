import { History } from 'lucide-react';
import { AuditEntry } from '@/app/_ui/access/audit-entry';
import { AuditFilter } from '@/app/_ui/access/audit-filter';
import { buttonClass } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { listAudit, listAuditFacets } from '@/lib/audit/list-audit';
import { auditPageOf } from '@/lib/http/audit-query';
import type { PageContext } from '@/lib/http/page-context';
import { paramsOf, searchOf, type RawSearch } from './audit-search';

/** The log as the address filters it, with the way to the next page and to files of it. */
export async function AuditLog({ ctx, raw }: { ctx: PageContext; raw: RawSearch }) {
  const search = searchOf(raw);
  const filter = paramsOf(search);
  const [page, facets] = await Promise.all([
    listAudit(ctx, auditPageOf(withCursor(filter, [raw.cursor ?? []].flat()[0]))),
    listAuditFacets(ctx),
  ]);
  const shown = new URLSearchParams(Object.entries(search).filter(([, value]) => value !== ''));
  return (
    <div className="grid max-w-5xl grid-cols-1 gap-4">
      <AuditFilter search={search} actors={facets.actors} actions={facets.actions} />
      <div className="flex flex-wrap gap-2">
        <ExportLink filter={filter} format="csv" workspace={ctx.workspace.slug} />
        <ExportLink filter={filter} format="ndjson" workspace={ctx.workspace.slug} />
      </div>
      <Card className="overflow-hidden">
        {page.entries.length === 0 ? (
          <EmptyState icon={History} title={shown.size === 0 ? 'Nothing was changed yet' : 'Nothing fits this search'}>
            {shown.size === 0 ? 'Every change of this workspace will be listed here.' : 'Take a part of it away.'}
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line" aria-label="Changes">
            {page.entries.map((entry) => (
              <AuditEntry key={entry.id} entry={entry} now={ctx.clock.now()} />
            ))}
          </ul>
        )}
      </Card>
      {page.cursor !== null && (
        <a
          href={`/settings/audit?${withCursor(shown, page.cursor).toString()}`}
          className={buttonClass({}, 'justify-self-start')}
        >
          Older changes
        </a>
      )}
    </div>
  );
}

function withCursor(params: URLSearchParams, cursor: string | undefined): URLSearchParams {
  const copy = new URLSearchParams(params);
  if (cursor !== undefined) copy.set('cursor', cursor);
  return copy;
}

type ExportProps = { filter: URLSearchParams; format: 'csv' | 'ndjson'; workspace: string };

function ExportLink({ filter, format, workspace }: ExportProps) {
  const params = new URLSearchParams(filter);
  params.set('format', format);
  params.set('workspace', workspace);
  return (
    <a href={`/api/audit/export?${params.toString()}`} download className={buttonClass({ size: 'sm' })}>
      {format === 'csv' ? 'Export as CSV' : 'Export as NDJSON'}
    </a>
  );
}
