import type { Annotation } from '@/lib/model/annotation';
import type { Alert, Evidence, IncidentFigures, IncidentSummary, Suspect, TimelineEntry } from '@/lib/model/incident';

/** An incident with all that its page shows. Plain types, for the browser as well. */
export type IncidentView = {
  incident: IncidentSummary;
  /** Newest start first. */
  alerts: Alert[];
  /** Oldest first. */
  timeline: TimelineEntry[];
  evidence: Evidence[];
  /** They are computed on demand: see SuspectsView. */
  suspects?: Suspect[];
  /** What happened from two hours before it opened until its end. */
  related: Annotation[];
  /**
   * Who is told of it: by which policy, how many of its steps were told, when the next one comes without acknowledgement and
   * to which receiver, and why nobody is told now.
   */
  groups: {
    policy: string;
    stepsTold: number;
    nextReceiver: string | null;
    nextStepAt: number | null;
    heldBack: string[];
  }[];
  /** Who can own it. */
  members: { userId: string; name: string }[];
  /** Where to go on with a merged one. */
  mergedInto?: { id: string; number: number; title: string };
};

/** What moved most. Without suspects `unavailable` says why. */
export type SuspectsView = {
  suspects: Suspect[];
  /** The question whose change is taken apart, its measure, and the times that are compared, Unix ms. */
  basis: {
    title: string;
    measure: string;
    focus: { from: number; to: number };
    before: { from: number; to: number };
  } | null;
  unavailable: string | null;
};

export type IncidentStats = {
  from: number;
  to: number;
  all: IncidentFigures;
  bySeverity: Partial<Record<IncidentSummary['severity'], IncidentFigures>>;
  /** Days of the workspace's timezone on which incidents opened, oldest first, as `2026-01-15`. */
  byDay: ({ day: string } & IncidentFigures)[];
};
