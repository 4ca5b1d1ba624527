import type { HeatmapData } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';
import type { RetentionData } from '@/lib/model/journey-answer';
import { finite, type ChartInput, type ModelBase } from './chart-input';
import { formatExact, formatValue, noValue } from './format-number';
import { formatBucket, weekdayNames } from './format-time';
import { percentOf } from './journey-table';
import { retentionGrains } from './table-model';

export type HeatCell = {
  value: Value;
  /** 0 to 1 of the highest; null without a value. */
  share: number | null;
  /** Short enough for the cell. */
  text: string;
  /** For the tooltip and for screen readers. */
  about: string;
  /** Still filling. */
  isOpen: boolean;
};
export type HeatRow = {
  label: string;
  shortLabel: string;
  /** A column of its own before the cells: the users of a cohort. */
  size?: string;
  /** When the users of a cohort started, Unix ms. */
  start?: number;
  isSummary?: boolean;
  cells: HeatCell[];
};
export type HeatmapModel = ModelBase & {
  kind: 'heatmap';
  /** `week`: hours by weekdays, small cells. `cohorts`: percents of the users who started. */
  of: 'week' | 'cohorts';
  /** What a row is, what its size is, and what the columns are. */
  heads: { row: string; size?: string; columns: string[] };
  rows: HeatRow[];
  /** The ends of the scale. */
  scale: { low: string; high: string };
};

/** Hours by weekdays, or cohorts by periods. */
export function heatmapModel(data: HeatmapData | RetentionData, input: ChartInput): HeatmapModel {
  return data.kind === 'heatmap' ? weekModel(data, input) : cohortsModel(data, input);
}

const hourName = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

function weekModel({ label, cells }: HeatmapData, { title, unit }: ChartInput): HeatmapModel {
  const known = cells.flat().flatMap((value) => finite(value) ?? []);
  const { low, high, isLowCut, isHighCut } = weekScale(known);
  return {
    kind: 'heatmap',
    of: 'week',
    title,
    unit,
    heads: { row: 'Weekday', columns: Array.from({ length: 24 }, (_, hour) => hourName(hour)) },
    scale: {
      low: `${isLowCut ? '≤ ' : ''}${formatValue(low, unit)}`,
      high: `${isHighCut ? '≥ ' : ''}${formatValue(high, unit)}`,
    },
    rows: weekdayNames.map((day, index) => ({
      label: day,
      shortLabel: day.slice(0, 3),
      cells: Array.from({ length: 24 }, (_, hour): HeatCell => {
        const value = finite(cells[index]?.[hour]);
        return {
          value,
          share: shareOf(value, low, high),
          text: value === null ? '' : formatValue(value, unit),
          about: `${day}, ${hourName(hour)} to ${hourName((hour + 1) % 24)}: ${formatExact(value, unit)} ${label}`,
          isOpen: false,
        };
      }),
    })),
  };
}

type WeekScale = { low: number; high: number; isLowCut: boolean; isHighCut: boolean };

/**
 * From the lowest value, at most zero, to the highest. An end that lies more than twice as far out as 95 % of the cells is
 * cut there, so that one night with a single event does not make all the others pale.
 */
function weekScale(known: readonly number[]): WeekScale {
  const sorted = known.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const [low, high] = [Math.min(0, at(0)), Math.max(0, at(1))];
  const isLowCut = low < 2 * Math.min(0, at(0.05)) && at(0.05) < 0;
  const isHighCut = high > 2 * Math.max(0, at(0.95)) && at(0.95) > 0;
  return { low: isLowCut ? at(0.05) : low, high: isHighCut ? at(0.95) : high, isLowCut, isHighCut };
}

function shareOf(value: Value, low: number, high: number): number | null {
  if (value === null) return null;
  return high > low ? Math.min(1, Math.max(0, value / (high - low) - low / (high - low))) : 0;
}

const periodNames = { day: 'Day', week: 'Week', month: 'Month' } as const;

function cohortsModel(data: RetentionData, { title, unit, timezone }: ChartInput): HeatmapModel {
  const periods = Math.max(0, ...data.cohorts.map(({ values }) => values.length));
  const name = periodNames[data.period];
  const rows = data.cohorts.map((cohort): HeatRow => {
    const label = formatBucket(cohort.start, retentionGrains[data.period], timezone);
    const last = cohort.values.findLastIndex((value) => value !== null);
    return {
      label,
      shortLabel: label.replace(/^Week of |^\w{3}, /, '').replace(/, \d{4}$/, ''),
      size: formatValue(cohort.size, 'count'),
      ...(cohort.size > 0 ? { start: cohort.start } : {}),
      cells: Array.from({ length: periods }, (_, index) => {
        const users = finite(cohort.values[index]);
        const isOpen = data.openFrom !== undefined && index === last;
        return cohortCell({ users, size: cohort.size, isOpen, where: `${label}, ${name.toLowerCase()} ${index}` });
      }),
    };
  });
  // The period in which a cohort starts holds nearly all of its users and would pale the rest.
  const percents = rows.flatMap((row) => row.cells.slice(1).flatMap(({ value }) => value ?? []));
  const high = Math.max(1, ...percents);
  const all = [summaryRow(data, periods), ...rows];
  return {
    kind: 'heatmap',
    of: 'cohorts',
    title,
    unit,
    heads: {
      row: 'Started',
      size: 'Users',
      columns: Array.from({ length: periods }, (_, index) => `${name} ${index}`),
    },
    scale: { low: '0 %', high: formatValue(high, 'percent') },
    rows: all.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => ({ ...cell, share: shareOf(cell.value, 0, high) })),
    })),
  };
}

type CohortCell = { users: Value; size: number; isOpen: boolean; where: string };

function cohortCell({ users, size, isOpen, where }: CohortCell): HeatCell {
  const value = users === null ? null : percentOf(users, size);
  const ofAll = `${formatExact(users, 'count')} of ${formatExact(size, 'count')} users`;
  return {
    value,
    share: null,
    text: value === null ? '' : `${value > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} %`,
    about: `${where}: ${value === null ? noValue : `${formatValue(value, 'percent')}, ${ofAll}${isOpen ? ', so far' : ''}`}`,
    isOpen,
  };
}

/** All cohorts together, each period from those for which it is over, weighted by their users. */
function summaryRow({ cohorts, openFrom, period }: RetentionData, periods: number): HeatRow {
  const cells = Array.from({ length: periods }, (_, index) => {
    const begun = cohorts.filter(({ values }) => {
      const last = values.findLastIndex((value) => value !== null);
      return (values[index] ?? null) !== null && !(openFrom !== undefined && index === last);
    });
    const size = begun.reduce((sum, cohort) => sum + cohort.size, 0);
    const users = begun.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
    const where = `All cohorts, ${periodNames[period].toLowerCase()} ${index}`;
    return cohortCell({ users: begun.length > 0 ? users : null, size, isOpen: false, where });
  });
  const size = formatValue(
    cohorts.reduce((sum, cohort) => sum + cohort.size, 0),
    'count',
  );
  return { label: 'All cohorts', shortLabel: 'All', size, isSummary: true, cells };
}
