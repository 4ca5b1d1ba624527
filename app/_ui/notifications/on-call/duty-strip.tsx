import { formatBucket } from '@/lib/chart/format-time';
import type { OnCallSchedule } from '@/lib/model/routing';
import { cn } from '@/app/_ui/kit/class-names';
import { personColor } from './person-colors';
import { dutyWeeks, isoWeek, type DutyWeek } from './rotation';

type Props = { schedule: OnCallSchedule; now: number };

const weeksShown = 8;

/** The next weeks with who is on call in each; a stretch of somebody who stands in has its share of the bar. */
export function DutyStrip({ schedule, now }: Props) {
  const weeks = dutyWeeks(schedule, now, weeksShown);
  return (
    <ol
      aria-label={`The next ${weeksShown} weeks of ${schedule.name}`}
      className="grid grid-cols-2 gap-2 sm:grid-cols-4 2xl:grid-cols-8"
    >
      {weeks.map((week, index) => (
        <Week key={week.from} week={week} schedule={schedule} isCurrent={index === 0} now={now} />
      ))}
    </ol>
  );
}

function Week({ week, schedule, isCurrent, now }: Props & { week: DutyWeek; isCurrent: boolean }) {
  const { timezone } = schedule;
  const spent = ((now - week.from) / (week.until - week.from)) * 100;
  return (
    <li
      aria-current={isCurrent ? 'date' : undefined}
      className={cn('rounded-lg border px-2.5 py-2', isCurrent ? 'border-accent bg-accent-soft' : 'border-line')}
    >
      <p className="flex items-baseline justify-between gap-2 text-xs">
        <span className="font-medium">Week {isoWeek(week.from, timezone)}</span>
        <span className="text-muted">{dateText(week.from, timezone)}</span>
      </p>
      <div aria-hidden className="relative mt-1.5 flex h-1.5 gap-px overflow-hidden rounded-full">
        {week.shifts.map((shift) => (
          <span
            key={shift.from}
            style={{ flexGrow: shift.until - shift.from, backgroundColor: personColor(schedule, shift.person) }}
          />
        ))}
        {isCurrent && (
          <span className="absolute inset-y-0 w-0.5 bg-ink" style={{ left: `${Math.min(99, Math.max(0, spent))}%` }} />
        )}
      </div>
      <ul className="mt-1.5 grid gap-0.5 text-sm">
        {week.shifts.map((shift) => (
          <li key={shift.from} className="min-w-0">
            <p className="truncate" title={shift.person}>
              {shift.person}
            </p>
            {week.shifts.length > 1 && (
              <p className="text-2xs text-muted">
                {shift.isOverride ? 'stands in until' : 'until'} {formatBucket(shift.until, '1m', timezone)}
              </p>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** `Nov 23`. */
const dateText = (at: number, timezone: string): string => formatBucket(at, '1d', timezone).split(', ')[1] ?? '';
