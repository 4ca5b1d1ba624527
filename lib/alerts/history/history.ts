import type { Asking } from '@/lib/query/asking';
import type { BacktestStep } from '../backtest';

/** The evaluations of a rule in a stretch of the past, in (from, to]. Times are Unix ms, lengths ms. */
export type History = {
  from: number;
  to: number;
  stepMs: number;
  evaluations: number;
  /** Made anew for each run, from numbers that are kept. */
  steps: () => Iterable<BacktestStep>;
  /** What is not as it would be in service, one sentence each. */
  notes: string[];
  /** What it holds in memory, for the cache. */
  bytes: number;
};

/** Asks the engine for the workspace of the rule. */
export type HistoryAsking = Pick<Asking, 'workspaceId' | 'ask' | 'read'>;

/** What is looked at: `to` is now, on a whole minute; `stepMs` how often the rule would like to be evaluated, whole minutes. */
export type Period = { from: number; to: number; stepMs: number };

/** Times of evaluation, oldest first. */
export function* timesOf({ from, to, stepMs }: Period): Iterable<number> {
  for (let now = from + stepMs; now <= to; now += stepMs) yield now;
}
export const evaluationsIn = ({ from, to, stepMs }: Period): number => Math.max(0, Math.floor((to - from) / stepMs));
