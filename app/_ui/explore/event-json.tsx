'use client';

import { useQuery } from '@tanstack/react-query';
import { useProperties } from '@/app/_data/catalog-query';
import { useWorkspace } from '@/app/_data/live-provider';
import { fetchAnswer } from '@/app/_data/panel-query';
import { CopyButton } from '@/app/_ui/kit/copy-button';
import type { Cell } from '@/lib/model/answer';
import type { TableSpec } from '@/lib/model/query-spec';

type Props = { id: string; timestamp: number; name: string | undefined };

/** All that is known of one event, as the JSON that it could be sent in. */
export function EventJson({ id, timestamp, name }: Props) {
  const workspace = useWorkspace();
  const { items, isLoading } = useProperties(name === undefined ? [] : [name]);
  const fields = items.map(({ field }) => field);
  const { data, error } = useQuery({
    queryKey: ['event', workspace, id, fields],
    enabled: !isLoading,
    queryFn: async ({ signal }) => {
      const found: Record<string, Cell> = {};
      const columns = ['name', 'user', 'session', 'value', ...fields];
      for (let from = 0; from < columns.length; from += mostColumns) {
        const spec = specOf({ id, timestamp, name }, columns.slice(from, from + mostColumns));
        const { data: part } = await fetchAnswer(spec, { workspace, signal });
        const row = part.kind === 'table' ? part.rows.find((one) => one.id === id) : undefined;
        for (const [index, column] of spec.columns.entries()) found[column] = row?.cells[index] ?? null;
      }
      return found;
    },
  });
  if (error) return <p className="text-bad">{error.message}</p>;
  if (!data) return <p className="text-faint">Looking…</p>;
  const text = JSON.stringify(eventOf({ id, timestamp, name }, data), null, 2);
  return (
    <div className="flex items-start justify-between gap-3">
      <pre className="scroll-quiet min-w-0 overflow-x-auto font-mono text-xs leading-5">{text}</pre>
      <CopyButton text={text} />
    </div>
  );
}

/** As many as one question may have. */
const mostColumns = 20;

/** No question can name an event's id, so all of its millisecond are asked for. */
function specOf({ timestamp, name }: Props, columns: string[]): TableSpec {
  return {
    kind: 'table',
    where: name === undefined ? [] : [['name', '=', name]],
    range: { from: new Date(timestamp).toISOString(), to: new Date(timestamp + 1).toISOString() },
    timezone: 'UTC',
    columns,
    limit: 1_000,
  };
}

/** Properties nested again, as they were sent; what the event does not have is left out. */
function eventOf({ id, timestamp }: Props, cells: Record<string, Cell>): Record<string, unknown> {
  const event: Record<string, unknown> = { id, timestamp: new Date(timestamp).toISOString() };
  const names: Record<string, string> = { user: 'userId', session: 'sessionId' };
  for (const [field, cell] of Object.entries(cells)) {
    if (cell === null || cell === '') continue;
    const path = field.split('.');
    const last = path.pop() ?? '';
    let at = event;
    for (const key of path) at = (at[key] ??= {}) as Record<string, unknown>;
    at[names[last] !== undefined && path.length === 0 ? names[last] : last] = cell;
  }
  return event;
}
