import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { inTime } from '@/lib/time/in-time';

const patienceMs = 1_000;
const late = Symbol('late');

/**
 * What a page is better with but can do without, such as marks on a chart: `without` when it fails or has not come within a
 * second, so that a store that is away takes no page away. `what` names it in the log.
 */
export async function pageExtra<T, W>(
  ctx: Pick<Context, 'log' | 'requestId'>,
  { what, without }: { what: string; without: W },
  work: Promise<T>,
): Promise<T | W> {
  try {
    const value = await inTime(work, { ms: patienceMs, late });
    if (value !== late) return value as T;
    throw new AppError('store_unavailable', `Not there after ${patienceMs} ms`);
  } catch (err) {
    ctx.log.warn({ err, requestId: ctx.requestId }, `a page goes without ${what}`);
    return without;
  }
}
