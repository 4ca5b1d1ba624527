import type { Services } from '@/lib/context';
import type { SpoolBatch } from '@/lib/spool/spool';
import { insertRows, type RefusedRow } from './insert-rows';
import { rejectedLine } from './rejected-rows';
import { planBatch, type BatchPlan } from './spool-batch';

export type FlushServices = Pick<Services, 'spool' | 'engine' | 'live' | 'clock' | 'log' | 'metrics'>;

/**
 * Inserts one batch of the spool into the engine; safe to repeat with the same batch. Rows that the engine refuses go to
 * `rejected_events`, so that they hold up nobody else. Returns what it touched.
 */
export async function flushBatch(services: FlushServices, batch: SpoolBatch, attempt: number): Promise<BatchPlan> {
  const { engine, clock, metrics } = services;
  const plan = planBatch(batch);
  for (const insert of plan.inserts) {
    const startedAt = clock.monotonic();
    const refused = await insertRows(engine, { ...insert, attempt });
    metrics.ingest.flushDuration.observe((clock.monotonic() - startedAt) / 1000);
    if (refused.length > 0) await keepRefused(services, refused, insert);
    if (insert.table === 'events') metrics.ingest.flushed.inc(plan.events - refused.length);
  }
  return plan;
}

async function keepRefused(
  { engine, log, metrics }: FlushServices,
  refused: RefusedRow[],
  insert: BatchPlan['inserts'][number],
): Promise<void> {
  log.error(
    { rows: refused.length, reason: refused[0]?.reason, table: insert.table },
    'ingest: the engine refused accepted rows',
  );
  metrics.ingest.rejected.inc({ step: 'engine' }, refused.length);
  if (insert.table !== 'events') return;
  const lines = refused.map(({ line, reason }) => {
    const row = JSON.parse(line.toString('utf8')) as {
      workspace: string;
      name: string;
      event_id: string;
      received_at: number;
    };
    const { workspace, name, event_id: id, received_at: receivedAt } = row;
    return rejectedLine({
      workspace,
      receivedAt,
      source: 'engine',
      name,
      id,
      reason: `The engine refused it: ${reason}`,
      sample: line.toString('utf8').trim(),
    });
  });
  await engine.insert({
    table: 'rejected_events',
    rows: Buffer.from(`${lines.join('\n')}\n`),
    token: `${insert.token}/refused`,
  });
}
