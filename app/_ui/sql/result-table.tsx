import { cn } from '@/app/_ui/kit/class-names';
import type { SqlData } from '@/lib/model/answer';
import { cellText } from './cell-text';

/** More rows than anybody reads would only make the page slow. */
export const shownRows = 1_000;

/** The rows under a head that stays in view. */
export function ResultTable({ data, timezone }: { data: SqlData; timezone: string }) {
  const { columns, rows } = data;
  if (rows.length === 0)
    return <p className="px-4 py-6 text-sm text-muted">The statement is right, but no row fits it.</p>;
  return (
    <div
      className="scroll-quiet max-h-[34rem] overflow-auto"
      tabIndex={0}
      role="region"
      aria-label="Rows of the result"
    >
      <table className="w-full border-separate border-spacing-0 text-sm" aria-label="Result">
        <thead>
          <tr>
            {columns.map(({ name, type, engineType }, index) => (
              <th
                key={index}
                scope="col"
                className={cn(
                  'sticky top-0 z-10 border-b border-line bg-sunken px-3 py-2 text-xs font-medium whitespace-nowrap text-muted first:pl-4 last:pr-4',
                  type === 'number' ? 'text-right' : 'text-left',
                )}
              >
                {name}
                <span className="ml-1.5 font-normal text-faint" title={engineType}>
                  {type === 'other' ? '' : type}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shownRows).map((row, line) => (
            <tr key={line} className="hover:bg-hover">
              {columns.map((column, index) => {
                const text = cellText(row[index], column, timezone);
                return (
                  <td
                    key={index}
                    className={cn(
                      'max-w-md truncate border-b border-line px-3 py-1.5 first:pl-4 last:pr-4',
                      column.type === 'number' && 'text-right tabular-nums',
                      column.type === 'time' && 'whitespace-nowrap tabular-nums',
                      column.type === 'other' && 'font-mono text-xs',
                    )}
                    title={text ?? undefined}
                  >
                    {text ?? <span className="text-faint">–</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
