import type { TrendData } from '@/lib/model/answer';
import type { TrendSpec } from '@/lib/model/query-spec';
import { historyAsking } from '@/lib/query/answer-as-of';
import { secondMs } from '@/lib/time/duration';
import { mainQuestion } from '../asked-specs';
import { judgedTrend } from '../history/judged-trend';
import type { Decision } from './decide';
import { evidenceFrom, evidenceSpec, mostEvidence, type Seen, type Shown } from './evidence-of';
import type { Replies } from './sight-from';
import type { Tick } from './tick';

/** An alert waits for its chart no longer than this. */
const evidenceTimeoutMs = 2 * secondMs;

/** The charts of what fired, by series. That one cannot be had keeps no alert back. */
export async function evidenceFor(
  tick: Tick,
  { claimed, evaluated }: Decision,
  replies: Replies,
): Promise<Map<string, Shown>> {
  const fired = evaluated.transitions.filter(({ transition }) => transition.kind === 'fired').slice(0, mostEvidence);
  const shown = new Map<string, Shown>();
  for (const { key, labels, transition } of fired) {
    const seen = await seenBy(tick, { claimed, labels, transition }, replies);
    const rule = { id: claimed.row.id, workspaceId: claimed.row.workspaceId, doc: claimed.doc };
    if (seen !== null) shown.set(key, evidenceFrom(rule, { ...seen, at: transition.at, labels }));
  }
  return shown;
}

type Told = Pick<Decision['evaluated']['transitions'][number], 'labels' | 'transition'> & Pick<Decision, 'claimed'>;

async function seenBy(tick: Tick, told: Told, replies: Replies): Promise<Seen | null> {
  const { ask, slots, services } = tick;
  const { row, doc } = told.claimed;
  const spec = evidenceSpec(doc, told);
  const judged = replies.get(mainQuestion);
  const answer = judged !== undefined && 'answer' in judged ? judged.answer : null;
  if (spec === null) return answer && { answer, isJudged: true };
  try {
    const data = await slots.run(() => judgedData(tick, told, spec), true);
    if (data !== null && answer !== null) return { answer: { data, query: spec, meta: answer.meta }, isJudged: true };
    return { answer: await slots.run(() => ask(row.workspaceId, spec), true), isJudged: false };
  } catch (error) {
    services.log.debug({ err: error, rule: row.id }, 'an alert has no chart');
    return null;
  }
}

/** Null when it cannot be had: the chart then shows the same question over time. */
async function judgedData(
  { services }: Tick,
  { claimed, transition }: Told,
  shown: TrendSpec,
): Promise<TrendData | null> {
  const { at, value } = transition;
  const { row, doc } = claimed;
  if (value === null) return null;
  try {
    const asking = historyAsking(services, {
      workspaceId: row.workspaceId,
      class: 'alert',
      timeoutMs: evidenceTimeoutMs,
    });
    return await judgedTrend(doc, { shown, at, value }, asking);
  } catch (error) {
    services.log.debug({ err: error, rule: row.id }, 'what a rule judged before it fired cannot be had');
    return null;
  }
}
