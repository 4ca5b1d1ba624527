import type { Alert, Evidence } from '@/lib/model/incident';
import type { Store } from '@/lib/store/store';
import { alertName } from './alert-name';
import { correlate, type Placement } from './correlate/correlate';
import { correlationShape } from './correlate/correlation-shape';
import { describeReason, type Group } from './correlate/group';
import type { Signal } from './correlate/signal';
import type { Topology } from './correlate/topology';
import type { Draft, Drafted } from './draft';
import { reopened } from './lifecycle';
import { returnsTo } from './returns-to';
import type { Memory } from './stored-correlation';
import { telling } from './telling';

export type FiredStep = {
  kind: 'fired';
  /** As it will be stored, its id chosen already. */
  alert: Omit<Alert, 'incidentId' | 'attachedBecause' | 'endsAt' | 'updatedAt'>;
  /** How often its rule looks, ms; 0 when events wake it. */
  everyMs: number;
  /** Whether it takes a second place to be worth telling anybody. */
  needsCorroboration: boolean;
  /** The incident that this series was part of when it last resolved; null without one. */
  lastIncidentId: string | null;
  evidence?: Omit<Evidence, 'incidentId'>;
};

/** Puts an alert that fired into its incident, which may be a new one, and others along with it when it shows a new trouble. */
export async function fire(
  tx: Store,
  draft: Draft,
  { step, memory, topology }: { step: FiredStep; memory: Memory; topology: Topology },
): Promise<Memory> {
  const { alert } = step;
  const back = step.lastIncidentId === null ? null : await returnsTo(tx, draft, alert);
  // Alerts of other systems may have begun long ago, or on a clock that is ahead.
  const at = Math.max(memory.lastAt, Math.min(alert.startsAt, draft.about.at));
  const signal: Signal = {
    alertId: alert.id,
    at,
    labels: telling(alert.labels),
    everyMs: step.everyMs,
    needsCorroboration: step.needsCorroboration,
    ...(back === null ? {} : { returnsTo: String(back) }),
  };
  const { correlation, placements } = correlate(memory.correlation, signal, { topology, shape: correlationShape });
  await draft.load(placements.map(({ alertId }) => alertId).filter((id) => id !== alert.id));
  for (const placement of placements) {
    const group = correlation.groups.find(({ id }) => id === placement.groupId);
    if (group === undefined) continue;
    if (placement.alertId === alert.id) await place(draft, step, { placement, group });
    else await takeAlong(draft, { placement, group });
  }
  return { correlation, lastAt: at };
}

type Placed = { placement: Placement; group: Group };
const because = ({ reasons }: Placement): string[] => reasons.map(describeReason);

async function place(draft: Draft, { alert, evidence }: FiredStep, { placement, group }: Placed): Promise<void> {
  const wasCorroborated = (await draft.standingOfNumber(Number(group.id)))?.incident.isCorroborated ?? true;
  const drafted = await incidentOf(draft, { placement, group });
  const { incident } = drafted;
  const attachedBecause = because(placement);
  if (incident.status === 'resolved') {
    drafted.incident = { ...incident, ...reopened(incident) };
    const isBack = placement.reasons.some(({ kind }) => kind === 'returned');
    const text = isBack ? 'One of its alerts fires again' : 'Another alert that belongs to it fires';
    draft.note(incident.id, { kind: 'reopened', text });
  }
  const stored = {
    ...alert,
    incidentId: incident.id,
    attachedBecause,
    endsAt: null,
    updatedAt: draft.about.at,
  };
  draft.put(stored);
  if (evidence !== undefined) draft.addEvidence({ ...evidence, incidentId: incident.id });
  const isTold = !wasCorroborated && drafted.incident.isCorroborated;
  draft.note(incident.id, {
    kind: 'alert_fired',
    text: sentences([
      `${alertName(alert.labels)}: ${alert.because}`,
      ...attachedBecause,
      ...(isTold ? ['A second place speaks for it, so people are told from now on'] : []),
    ]),
    alert: stored,
  });
}

/** A burst showed that alerts of the last seconds belong elsewhere. */
async function takeAlong(draft: Draft, { placement, group }: Placed): Promise<void> {
  const alert = draft.alert(placement.alertId);
  if (alert === null) return;
  const source = await draft.incident(alert.incidentId);
  const drafted = await incidentOf(draft, { placement, group });
  const why = because(placement);
  if (source === null || !draft.move(alert.id, drafted, why)) return;
  const name = alertName(alert.labels);
  const gone = `${name} went to #${drafted.incident.number}: ${why.join('. ')}`;
  draft.note(source.incident.id, { kind: 'alert_moved', text: gone, alert });
  const came = `${name} came from #${source.incident.number}: ${why.join('. ')}`;
  draft.note(drafted.incident.id, { kind: 'alert_moved', text: came, alert });
}

async function incidentOf(draft: Draft, { placement, group }: Placed): Promise<Drafted> {
  const { isCorroborated, openedAt } = group;
  const found = await draft.standingOfNumber(Number(group.id));
  if (found === null) {
    const opened = draft.open({ number: Number(group.id), openedAt, isCorroborated });
    const silence = isCorroborated ? [] : ['Nobody is told while one odd series alone speaks for it'];
    draft.note(opened.incident.id, { kind: 'opened', text: sentences(['Opened', ...because(placement), ...silence]) });
    return opened;
  }
  if (isCorroborated && !found.incident.isCorroborated) found.incident = { ...found.incident, isCorroborated };
  return found;
}

const sentences = (parts: readonly string[]): string => parts.map((part) => part.replace(/\.$/, '')).join('. ');
