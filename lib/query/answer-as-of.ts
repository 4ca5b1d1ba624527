import type { Services } from '@/lib/context';
import type { AnswerData } from '@/lib/model/answer';
import type { QuerySpec } from '@/lib/model/query-spec';
import type { Asking } from './asking';
import { computeAnswer } from './compute';
import { asker, reader, type Bounds } from './refresh';

/** Asks the engine for one workspace, beside the cache. `signal` ends what is asked. */
export function historyAsking(
  services: Pick<Services, 'engine' | 'breakers' | 'admission'>,
  of: Omit<Bounds, 'shape'>,
): Pick<Asking, 'workspaceId' | 'ask' | 'read'> {
  const spent = { tookMs: 0, rowsRead: 0 };
  return { workspaceId: of.workspaceId, ask: asker(services, spent, of), read: reader(services, spent, of) };
}

/** What a question would have answered at a time in the past, had everything arrived by then that has by now. */
export async function answerAsOf(
  spec: QuerySpec,
  now: number,
  asking: Pick<Asking, 'workspaceId' | 'ask' | 'read'>,
): Promise<AnswerData> {
  return (await computeAnswer(spec, { ...asking, now })).data;
}
