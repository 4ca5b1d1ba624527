import type { Cell } from '@/lib/model/answer';
import type { Unit } from '@/lib/model/panel';

export type AnswerColumn = {
  name: string;
  type: 'text' | 'number' | 'time';
  /** The column whose earlier values these are. */
  previousOf?: number;
  /** Absent: the unit of the panel. */
  unit?: Unit;
  /** A date of the calendar, the same on every clock: its midnight in UTC. */
  isDay?: boolean;
};
/** Times are Unix ms. */
export type AnswerTable = { columns: AnswerColumn[]; rows: Cell[][] };
