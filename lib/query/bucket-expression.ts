import type { Source } from '@/lib/model/source';
import { grainMs } from '@/lib/time/bucket';
import { minuteMs } from '@/lib/time/duration';
import type { Grain } from '@/lib/time/grain';
import type { Binder } from './binder';
import { timeOf } from './scope';

const intervals: Record<Grain, string> = {
  '1s': '1 SECOND',
  '10s': '10 SECOND',
  '1m': '1 MINUTE',
  '5m': '5 MINUTE',
  '15m': '15 MINUTE',
  '1h': '1 HOUR',
  '6h': '6 HOUR',
  '1d': '1 DAY',
  '1w': '1 WEEK',
  '1M': '1 MONTH',
};

/** Start of a row's bucket, Unix seconds: the boundaries of `lib/time/bucket`. */
export function bucketExpression(of: { grain: Grain; zone: string; source: Source }, binder: Binder): string {
  const time = timeOf(of.source);
  if (of.source !== 'events' && of.grain === '1m') return 'toUnixTimestamp(minute)';
  if (grainMs[of.grain] <= 15 * minuteMs || of.zone === 'UTC')
    return `toUnixTimestamp(toDateTime(toStartOfInterval(${time}, INTERVAL ${intervals[of.grain]}, 'UTC'), 'UTC'))`;
  const zone = binder.bind(of.zone, 'String');
  return `toUnixTimestamp(toDateTime(toStartOfInterval(${time}, INTERVAL ${intervals[of.grain]}, ${zone}), ${zone}))`;
}
