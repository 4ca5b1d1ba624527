import type { Severity } from './severity';

/** Where a series of a rule stands. An alert is open in firing and recovering, and may be in no_data and error. */
export const alertStatuses = ['inactive', 'pending', 'firing', 'recovering', 'resolved', 'no_data', 'error'] as const;
export type AlertStatus = (typeof alertStatuses)[number];
/** A status with something to judge by. */
export type SeenStatus = Exclude<AlertStatus, 'no_data' | 'error'>;

/** The state of one series of one rule: plain values, one row. Times are Unix ms. */
export type SeriesState = {
  status: AlertStatus;
  /** What it returns to when there is something to judge by again; null outside no_data and error. */
  under: SeenStatus | null;
  /** Of the open alert, or of what is pending. */
  severity: Severity | null;
  /** Since when the condition holds, per severity. */
  breachedSince: Partial<Record<Severity, number>>;
  /** Start of the open alert. */
  firedAt: number | null;
  /** Why the open alert fired. */
  cause: 'condition' | 'no_data' | 'error' | null;
  /** Since when the condition of the alert's severity no longer holds. */
  calmSince: number | null;
  /** Since when no severity's condition holds; an alert that has fallen from critical to warning waits for both. */
  quietSince: number | null;
  /** Since when there is nothing to judge by. */
  blindSince: number | null;
  resolvedAt: number | null;
  /** Evaluations in a row in which the other series were there and this one was not. */
  missed: number;
  /** Of what was told once already. */
  told: 'no_data' | 'error' | null;
  evaluatedAt: number | null;
  value: number | null;
};

/** A step of a series, in the order in which it happened. */
export type Transition = {
  kind:
    | 'pending'
    | 'cleared'
    | 'fired'
    | 'severity_changed'
    | 'recovering'
    | 'firing_again'
    | 'resolved'
    | 'blind'
    | 'seeing'
    | 'notice';
  at: number;
  from: AlertStatus;
  to: AlertStatus;
  severity: Severity | null;
  value: number | null;
  /** In words for the timeline; what went wrong for errors. */
  reason: string;
};
