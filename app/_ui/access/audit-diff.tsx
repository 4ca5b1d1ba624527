import type { AuditDiffLine } from '@/lib/model/audit-diff';

/** Value by value what was before and what is after. */
export function AuditDiff({ lines }: { lines: readonly AuditDiffLine[] }) {
  return (
    <dl className="grid gap-2 text-xs">
      {lines.map(({ path, before, after }) => (
        <div key={path} className="grid gap-x-3 gap-y-0.5 sm:grid-cols-[minmax(8rem,14rem)_minmax(0,1fr)]">
          <dt className="truncate font-mono text-faint" title={path}>
            {path === '' ? 'all of it' : path}
          </dt>
          <dd className="grid min-w-0 gap-0.5 font-mono">
            {before !== undefined && (
              <del className="rounded-sm bg-bad-soft px-1.5 py-0.5 break-all whitespace-pre-wrap text-ink no-underline">
                <span aria-hidden>− </span>
                <span className="sr-only">before: </span>
                {shown(before)}
              </del>
            )}
            {after !== undefined && (
              <ins className="rounded-sm bg-good-soft px-1.5 py-0.5 break-all whitespace-pre-wrap text-ink no-underline">
                <span aria-hidden>+ </span>
                <span className="sr-only">after: </span>
                {shown(after)}
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const maxLength = 2_000;

/** Numbers from 2001 on are times wherever they are in the log, Unix ms. */
const firstTime = 1_000_000_000_000;
const lastTime = 10_000_000_000_000;

function shown(value: unknown): string {
  if (typeof value === 'number' && value >= firstTime && value < lastTime) return new Date(value).toISOString();
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}
