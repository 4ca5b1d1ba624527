import type { SqlData } from '@/lib/model/answer';
import { runQuery } from '@/lib/query/run-query';
import { startQueryWorld, type QueryWorld } from '../../build/query-world';

export const now = Date.parse('2024-05-15T10:20:30Z');
/** Stands in every text of the other workspace, and nowhere else. */
export const marker = 'FOREIGN';

/** Two workspaces whose events lie mixed in one part and one granule of the table, where leaks are easiest. */
export async function startTwoWorkspaces(): Promise<QueryWorld> {
  const world = await startQueryWorld(now);
  await world.insert(
    Array.from({ length: 300 }, (_, index) => {
      const isOwn = index % 3 !== 0;
      return {
        workspace: isOwn ? 'w1' : 'w2',
        name: isOwn ? (['view', 'buy'][index % 2] ?? '') : `${marker}-event`,
        timestamp: now - index * 1_000,
        user_id: isOwn ? String(index % 7) : `${marker}-user`,
        session_id: isOwn ? 's1' : `${marker}-session`,
        value: isOwn ? index : 987_654,
        properties: isOwn ? { country: 'PT', n: 3 } : { country: `${marker}-country`, secret: marker },
      };
    }),
  );
  // The rejected events of everybody are in a table of the same database.
  await world.engine.insert({
    table: 'rejected_events',
    rows: Buffer.from(JSON.stringify({ workspace: 'w2', received_at: now, reason: marker, sample: marker })),
    token: 'rejected',
  });
  return world;
}

export async function runSql(world: QueryWorld, sql: string, more: object = {}): Promise<SqlData> {
  const spec = { kind: 'sql' as const, sql, range: { last: '24h' }, ...more };
  const { data } = await runQuery(world.ctx, { spec, skipCache: true });
  if (data.kind !== 'sql') throw new Error('not an answer of a statement');
  return data;
}
