import type { SeriesState, Transition } from '@/lib/model/alert-state';
import type { AbsentBehaviour } from '@/lib/model/rule';
import type { Severity } from '@/lib/model/severity';

/** What an evaluation says about a series. `missing`: the others were in the answer and this one was not. */
export type Outcome =
  | { kind: 'value'; value: number | null; breached: readonly Severity[]; because: string }
  | { kind: 'missing' }
  | { kind: 'no_data' }
  | { kind: 'error'; message: string };

export type Timing = {
  forMs: number;
  keepFiringForMs: number;
  noData: AbsentBehaviour;
  onError: AbsentBehaviour;
  absentSeverity: Severity;
  /** Evaluations without a series after which it counts as gone (Grafana: 2). */
  missingAfter: number;
  /** How long a series is shown as resolved (Prometheus: 15 min). */
  resolvedForMs: number;
};
export type Stepped = { state: SeriesState; transitions: Transition[] };
export type When = { timing: Timing; now: number };
