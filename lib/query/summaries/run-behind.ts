import type { Services } from '@/lib/context';
import type { QueryParams } from '@/lib/engine/engine';
import { minuteMs } from '@/lib/time/duration';

type Statement = {
  sql: string;
  params: QueryParams;
  workspaceId: string;
  signal: AbortSignal;
  /** Whether it writes and answers nothing. */
  isCommand?: boolean;
};

/** One processor and little memory: people ask at the same time. Far more than a day of a few million events takes. */
const timeoutMs = 2 * minuteMs;
const settings = {
  max_threads: 1,
  max_insert_threads: 1,
  max_memory_usage: 1_500_000_000,
  max_bytes_before_external_group_by: 400_000_000,
  output_format_json_quote_64bit_integers: 0,
};

/** Asks the engine when nobody who waits wants to. Throws AppError overloaded when that does not come, and what the engine throws. */
export function runBehind<Row>(
  { engine, admission }: Pick<Services, 'engine' | 'admission'>,
  { sql, params, workspaceId, signal, isCommand = false }: Statement,
): Promise<Row[]> {
  const query = { sql, params, settings, timeoutMs, signal };
  return admission.run(
    async () => {
      if (!isCommand) return (await engine.query<Row>(query)).rows;
      await engine.command(query);
      return [];
    },
    { workspaceId, class: 'bulk', signal },
  );
}
