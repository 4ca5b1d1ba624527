import type { Alert, Evidence, Incident, TimelineEntry, TimelineKind } from '@/lib/model/incident';
import type { Store } from '@/lib/store/store';
import { factsOf } from './facts-of';

/** An incident as it will be. */
export type Drafted = {
  /** As it is stored; null for a new one. */
  readonly stored: Incident | null;
  incident: Incident;
  /** Whether its title is the one that its alerts give it: what a person wrote stays. */
  readonly hasOwnTitle: boolean;
  /** Alerts of it resolved or went elsewhere, so it may be over. */
  hasEnded: boolean;
  /** Alerts of it went elsewhere, so that it may be less grave than it was. */
  hasLost: boolean;
};
export type Step = {
  kind: TimelineKind;
  text: string;
  by?: string | null;
  alert?: Pick<Alert, 'id' | 'severity' | 'value'>;
  value?: number | null;
};
type About = { workspaceId: string; at: number; newId: () => string };

/** Alerts of one incident that are looked at; of more, all that fire and the newest. */
const mostAlerts = 1_000;
const mostFiring = 20_000;

/**
 * Incidents and alerts as a transaction is about to leave them, with the steps that led there. Everything is read when it is
 * first asked for, locked, and written at once at the end.
 */
export class Draft {
  private readonly incidents = new Map<string, Drafted>();
  private readonly alerts = new Map<string, { stored: Alert | null; alert: Alert }>();
  private readonly entries: TimelineEntry[] = [];
  private readonly evidence: Evidence[] = [];

  constructor(
    private readonly tx: Store,
    readonly about: About,
  ) {}

  /** The incident itself, also a merged one. Null when there is none. */
  async incident(id: string): Promise<Drafted | null> {
    const known = this.incidents.get(id);
    if (known !== undefined) return known;
    const { workspaceId } = this.about;
    const stored = await this.tx.incidents.findForChange(workspaceId, id);
    if (stored === null) return null;
    const newest = await this.tx.alerts.list(workspaceId, { incidentId: id, limit: mostAlerts });
    const all =
      newest.length < mostAlerts
        ? newest
        : [...newest, ...(await this.tx.alerts.list(workspaceId, { incidentId: id, isOpen: true, limit: mostFiring }))];
    for (const alert of all) if (!this.alerts.has(alert.id)) this.alerts.set(alert.id, { stored: alert, alert });
    const hasOwnTitle = stored.title !== factsOf(stored, newest).title;
    const drafted = { stored, incident: stored, hasOwnTitle, hasEnded: false, hasLost: false };
    this.incidents.set(id, drafted);
    return drafted;
  }

  /** Where new alerts of the incident belong: to the one that it was merged into, if it was. */
  async standing(id: string): Promise<Drafted | null> {
    const met = new Set<string>();
    let drafted = await this.incident(id);
    while (drafted !== null && drafted.incident.mergedInto !== null && !met.has(drafted.incident.id)) {
      met.add(drafted.incident.id);
      drafted = await this.incident(drafted.incident.mergedInto);
    }
    return drafted;
  }

  async standingOfNumber(number: number): Promise<Drafted | null> {
    for (const { incident } of this.incidents.values())
      if (incident.number === number) return this.standing(incident.id);
    const found = await this.tx.incidents.findByNumber(this.about.workspaceId, number);
    return found === null ? null : this.standing(found.id);
  }

  open(given: Pick<Incident, 'number' | 'openedAt' | 'isCorroborated'>): Drafted {
    const { workspaceId, at, newId } = this.about;
    const incident: Incident = {
      ...given,
      id: newId(),
      workspaceId,
      title: '',
      status: 'triage',
      severity: 'info',
      isSeverityByHand: false,
      ownerId: null,
      acknowledgedAt: null,
      mitigatedAt: null,
      resolvedAt: null,
      mergedInto: null,
      snoozedUntil: null,
      updatedAt: at,
    };
    const drafted = { stored: null, incident, hasOwnTitle: false, hasEnded: false, hasLost: false };
    this.incidents.set(incident.id, drafted);
    return drafted;
  }

  /** Reads every alert of an incident, however many. */
  async loadAll(incidentId: string): Promise<void> {
    await this.incident(incidentId);
    for (const alert of await this.tx.alerts.list(this.about.workspaceId, { incidentId, limit: mostFiring }))
      if (!this.alerts.has(alert.id)) this.alerts.set(alert.id, { stored: alert, alert });
  }

  /** Reads these alerts, and their incidents, with few questions. */
  async load(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.alerts.has(id));
    for (const alert of await this.tx.alerts.listByIds(this.about.workspaceId, missing))
      this.alerts.set(alert.id, { stored: alert, alert });
    for (const id of ids) {
      const alert = this.alert(id);
      if (alert !== null) await this.incident(alert.incidentId);
    }
  }

  /** An alert that was loaded, with an incident or by itself. */
  alert(id: string): Alert | null {
    return this.alerts.get(id)?.alert ?? null;
  }

  alertsOf(incidentId: string): Alert[] {
    return [...this.alerts.values()].map(({ alert }) => alert).filter((alert) => alert.incidentId === incidentId);
  }

  put(alert: Alert): void {
    this.alerts.set(alert.id, { stored: this.alerts.get(alert.id)?.stored ?? null, alert });
  }

  addEvidence(evidence: Evidence): void {
    this.evidence.push(evidence);
  }

  /** Puts an alert that was loaded into another incident; false when it is there already. */
  move(alertId: string, to: Drafted, attachedBecause: string[]): boolean {
    const alert = this.alert(alertId);
    const from = alert === null ? undefined : this.incidents.get(alert.incidentId);
    if (alert === null || from === undefined || from === to) return false;
    this.put({ ...alert, incidentId: to.incident.id, attachedBecause, updatedAt: this.about.at });
    from.hasEnded = true;
    from.hasLost = true;
    // Whoever was told of the alert hears of it in its new place, too.
    if (from.incident.isCorroborated && !to.incident.isCorroborated)
      to.incident = { ...to.incident, isCorroborated: true };
    return true;
  }

  note(incidentId: string, { kind, text, by = null, alert, value }: Step): void {
    const { workspaceId, at, newId } = this.about;
    this.entries.push({
      id: newId(),
      incidentId,
      workspaceId,
      at,
      kind,
      by,
      alertId: alert?.id ?? null,
      text,
      value: value === undefined ? (alert?.value ?? null) : value,
      severity: alert?.severity ?? null,
    });
  }

  touched(): Drafted[] {
    const noted = new Set(this.entries.map(({ incidentId }) => incidentId));
    return [...this.incidents.values()].filter(({ stored, incident }) => stored !== incident || noted.has(incident.id));
  }

  changedAlerts(): Alert[] {
    return [...this.alerts.values()].filter(({ stored, alert }) => stored !== alert).map(({ alert }) => alert);
  }

  /** Writes everything. The order follows the foreign keys. */
  async write(): Promise<void> {
    const { workspaceId, at } = this.about;
    for (const { stored, incident } of this.touched()) {
      const { id, workspaceId: _w, number: _n, ...change } = { ...incident, updatedAt: at };
      if (stored === null) await this.tx.incidents.insert({ ...incident, updatedAt: at });
      else await this.tx.incidents.update(workspaceId, id, change);
    }
    await this.writeAlerts();
    const evidence = this.evidence.map((one) => ({
      ...one,
      incidentId: this.alert(one.alertId)?.incidentId ?? one.incidentId,
    }));
    await inPieces(evidence, (some) => this.tx.evidence.insert(some));
    await inPieces(this.entries, (some) => this.tx.timeline.insert(some));
  }

  private async writeAlerts(): Promise<void> {
    const { workspaceId } = this.about;
    const all = [...this.alerts.values()];
    await inPieces(
      all.flatMap(({ stored, alert }) => (stored === null ? [alert] : [])),
      (some) => this.tx.alerts.insert(some),
    );
    const moves = new Map<string, string[]>();
    for (const { stored, alert } of all) {
      if (stored === null || stored === alert) continue;
      const { id, workspaceId: _, ...change } = alert;
      await this.tx.alerts.update(workspaceId, id, change);
      if (stored.incidentId !== alert.incidentId)
        moves.set(alert.incidentId, [...(moves.get(alert.incidentId) ?? []), id]);
    }
    for (const [incidentId, ids] of moves) await this.tx.evidence.move(workspaceId, ids, incidentId);
  }
}

/** A statement takes 65,535 values. */
async function inPieces<T>(rows: readonly T[], write: (some: readonly T[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < rows.length; start += mostAlerts) await write(rows.slice(start, start + mostAlerts));
}
