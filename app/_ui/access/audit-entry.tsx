import { ChevronRight } from 'lucide-react';
import { Badge } from '@/app/_ui/kit/badge';
import { agoWords } from '@/app/_ui/panels/relative-time';
import { auditDiff } from '@/lib/model/audit-diff';
import type { AuditView } from '@/lib/model/audit';
import { AuditDiff } from './audit-diff';

const kindWords = { user: null, key: 'key', system: 'portal' } as const;

/** One change in a line; what it changed is behind it. */
export function AuditEntry({ entry, now }: { entry: AuditView; now: number }) {
  const { at, actor, actorName, action, target, before, after } = entry;
  const kind = (kindWords as Record<string, string | null>)[actor] ?? null;
  const lines = auditDiff(before, after);
  const head = (
    <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2 gap-y-0.5">
      <span className="font-mono text-xs font-medium">{action}</span>
      <span className="min-w-0 truncate text-sm text-muted">
        {actorName}
        {kind !== null && <Badge className="ml-1.5">{kind}</Badge>}
      </span>
      <span className="min-w-0 truncate font-mono text-2xs text-faint">{target}</span>
      <time
        dateTime={new Date(at).toISOString()}
        title={new Date(at).toISOString()}
        className="ml-auto text-xs text-faint"
      >
        {agoWords(now - at)}
      </time>
    </span>
  );
  if (lines.length === 0) return <li className="flex px-5 py-2.5 pl-10.5">{head}</li>;
  return (
    <li>
      <details className="group">
        <summary className="flex cursor-pointer items-baseline gap-2 px-5 py-2.5 hover:bg-hover">
          <ChevronRight
            aria-hidden
            className="size-3.5 shrink-0 self-center text-faint transition-transform group-open:rotate-90"
          />
          {head}
        </summary>
        <div className="px-5 pb-4 pl-10.5">
          <AuditDiff lines={lines} />
        </div>
      </details>
    </li>
  );
}
