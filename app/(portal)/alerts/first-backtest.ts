import { backtestRule } from '@/lib/alerts/verbs/backtest-rule';
import type { PageContext } from '@/lib/http/page-context';
import type { BacktestAnswer } from '@/lib/model/backtest';
import type { RuleDoc } from '@/lib/model/rule';

const deadlineMs = 400;

/** What a rule would have done in the last 7 days, if that is known in time for the first HTML; the browser asks otherwise. */
export async function firstBacktest(ctx: PageContext, doc: RuleDoc): Promise<BacktestAnswer | null> {
  const name = doc.name.trim() === '' ? 'New rule' : doc.name;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), deadlineMs);
  });
  const answer = backtestRule(ctx, { doc: { ...doc, name, isEnabled: true, annotations: {} }, days: 7 }).catch(
    (err: unknown) => {
      ctx.log.debug({ err, requestId: ctx.requestId }, 'a rule could not be looked at in history');
      return null;
    },
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
