import type { SeriesState } from '@/lib/model/alert-state';
import type {
  Alert,
  Evidence,
  Incident,
  IncidentFigures,
  IncidentStatus,
  IncidentSummary,
  TimelineEntry,
} from '@/lib/model/incident';
import type { Rule, RuleSummary } from '@/lib/model/rule';
import type { Severity } from '@/lib/model/severity';

/**
 * Work that several portals share: whoever claims a row has it until the lease ends. Finishing fails, and hence undoes its
 * transaction, for one whose lease went to somebody else.
 */
export type Lease = { token: string; now: number; leaseMs: number; limit: number };

/** As it is stored: whoever reads `doc` checks it. */
export type RuleRow = Omit<Rule, 'doc'> & {
  doc: unknown;
  deletedAt: number | null;
  isEventDriven: boolean;
  /** Null while it is switched off or deleted. */
  dueAt: number | null;
};
export type RuleStore = {
  /** Deleted ones, too. */
  find(workspaceId: string, id: string): Promise<RuleRow | null>;
  findForChange(workspaceId: string, id: string): Promise<RuleRow | null>;
  /** Those that are there; newest change first. */
  list(workspaceId: string): Promise<(Omit<RuleSummary, 'doc'> & { doc: unknown })[]>;
  /** Of every workspace: those that events wake. */
  listEventDriven(): Promise<RuleRow[]>;
  /** Of every workspace: those that come from files and are there. */
  listProvisioned(): Promise<Pick<RuleRow, 'id' | 'workspaceId' | 'provisionedFrom'>[]>;
  insert(row: RuleRow): Promise<void>;
  /** A change of `dueAt` also ends a lease, so that an evaluation of the rule as it was decides nothing. */
  update(
    workspaceId: string,
    id: string,
    change: Partial<
      Pick<
        RuleRow,
        'doc' | 'version' | 'provisionedFrom' | 'updatedBy' | 'updatedAt' | 'deletedAt' | 'isEventDriven' | 'dueAt'
      >
    >,
  ): Promise<void>;
  releaseProvisioned(): Promise<number>;
  /** Ends what was deleted before this moment, in every workspace. */
  purge(before: number): Promise<number>;

  /** Of every workspace: rules that are due, the longest overdue first, leased to the token. */
  claimDue(lease: Lease): Promise<RuleRow[]>;
  /** When the next rule is due that nobody has leased, Unix ms; null without any. */
  nextDueAt(now: number): Promise<number | null>;
  /** Makes rules due at the latest at this time. Those that are switched off stay so. */
  wake(ids: readonly string[], at: number): Promise<void>;
  /** Ends the lease. False when somebody else has it, or the rule was changed meanwhile: then nothing is written. */
  finish(
    id: string,
    done: { token: string; dueAt: number | null; evaluatedAt: number | null; lastError: string | null },
  ): Promise<boolean>;
};

/** A series of a rule between evaluations; see lib/alerts/evaluate. */
export type RuleSeriesRow = {
  ruleId: string;
  key: string;
  labels: Record<string, string>;
  state: SeriesState;
  /** What detectors remember. */
  memory: unknown;
  /** The open alert. */
  alertId: string | null;
  /** The incident of the last alert. */
  lastIncidentId: string | null;
};
export type RuleSeriesStore = {
  list(ruleIds: readonly string[]): Promise<RuleSeriesRow[]>;
  /** Writes rows, new or known, and takes those of `removed` away. */
  save(ruleId: string, change: { rows: readonly RuleSeriesRow[]; removed: readonly string[] }): Promise<void>;
  clear(ruleId: string): Promise<void>;
};

export type AlertQuery = {
  incidentId?: string | undefined;
  ruleId?: string | undefined;
  /** Only those that fire now. */
  isOpen?: boolean | undefined;
  /** Those that fired at any time from `from` to `to`, Unix ms. */
  from?: number | undefined;
  to?: number | undefined;
  /** Of the alert after which the list goes on. */
  before?: { startsAt: number; id: string } | undefined;
  limit: number;
};
export type AlertStore = {
  find(workspaceId: string, id: string): Promise<Alert | null>;
  /** Newest start first. */
  list(workspaceId: string, query: AlertQuery): Promise<Alert[]>;
  listByIds(workspaceId: string, ids: readonly string[]): Promise<Alert[]>;
  /** The newest alert of the same series. */
  findLast(workspaceId: string, series: Pick<Alert, 'ruleId' | 'seriesKey'>): Promise<Alert | null>;
  /** Of other systems: the newest of each of these fingerprints. */
  listExternal(workspaceId: string, fingerprints: readonly string[]): Promise<Alert[]>;
  /** Of every workspace and other systems: those that fire and expire at or before this moment. */
  listExpired(now: number, limit: number): Promise<Alert[]>;
  /** Of every workspace: how many fire, by severity. */
  countOpen(): Promise<Partial<Record<Severity, number>>>;
  insert(alerts: readonly Alert[]): Promise<void>;
  update(workspaceId: string, id: string, change: Partial<Omit<Alert, 'id' | 'workspaceId'>>): Promise<void>;
};

export type IncidentQuery = {
  statuses?: readonly IncidentStatus[] | undefined;
  severities?: readonly Severity[] | undefined;
  ownerId?: string | undefined;
  /** Part of the title, or `#12`. */
  text?: string | undefined;
  /** Opened from `from` to before `to`, Unix ms. */
  from?: number | undefined;
  to?: number | undefined;
  /** Changed since, Unix ms. */
  changedFrom?: number | undefined;
  /** Of the incident after which the list goes on. */
  before?: { openedAt: number; id: string } | undefined;
  limit: number;
};
/** Of one severity, of one day, or with neither over all. */
export type FiguresRow = { severity: Severity | null; day: string | null; figures: IncidentFigures };
export type IncidentStore = {
  find(workspaceId: string, id: string): Promise<IncidentSummary | null>;
  findByNumber(workspaceId: string, number: number): Promise<IncidentSummary | null>;
  /** The same, and nobody else changes it before the end of the transaction. */
  findForChange(workspaceId: string, id: string): Promise<Incident | null>;
  /** Newest first. */
  list(workspaceId: string, query: IncidentQuery): Promise<IncidentSummary[]>;
  /** The open ones, as far as every page shows them, newest first. */
  listOpen(
    workspaceId: string,
    limit: number,
  ): Promise<Pick<Incident, 'id' | 'severity' | 'status' | 'isCorroborated'>[]>;
  /** How many are open (triage, acknowledged or mitigated), by severity. */
  countOpen(workspaceId: string): Promise<Partial<Record<Severity, number>>>;
  /** Of every workspace: those that changed at or after this moment, oldest change first. */
  listChangedSince(at: number, limit: number): Promise<IncidentSummary[]>;
  /** Of every workspace: those whose snooze is over at this moment. */
  listAwake(now: number, limit: number): Promise<Pick<Incident, 'id' | 'workspaceId'>[]>;
  /**
   * Counts and times of those that opened from `from` to before `to`, Unix ms, days on the clock of the timezone. Merged and
   * uncorroborated ones do not count.
   */
  figures(workspaceId: string, of: { from: number; to: number; timezone: string }): Promise<FiguresRow[]>;
  insert(incident: Incident): Promise<void>;
  update(
    workspaceId: string,
    id: string,
    change: Partial<Omit<Incident, 'id' | 'workspaceId' | 'number'>>,
  ): Promise<void>;
};
export type TimelineStore = {
  insert(entries: readonly TimelineEntry[]): Promise<void>;
  /** Oldest first; of incidents with more than `limit` steps the newest. */
  list(workspaceId: string, incidentId: string, limit: number): Promise<TimelineEntry[]>;
};
export type EvidenceStore = {
  insert(evidence: readonly Evidence[]): Promise<void>;
  /** Oldest first. */
  list(workspaceId: string, incidentId: string, limit: number): Promise<Evidence[]>;
  find(workspaceId: string, alertId: string): Promise<Evidence | null>;
  /** Follows alerts that were moved to another incident. */
  move(workspaceId: string, alertIds: readonly string[], incidentId: string): Promise<void>;
};
/** What correlation remembers of a workspace, see lib/incidents/correlate. */
export type CorrelationStore = {
  /** Only one transaction at a time has it; null when there is none yet, which is locked as well. */
  lock(workspaceId: string): Promise<{ state: unknown; incidents: number } | null>;
  save(workspaceId: string, next: { state: unknown; incidents: number }): Promise<void>;
};
