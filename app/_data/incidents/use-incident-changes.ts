'use client';

import { notifyManager, skipToken, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useWorkspace } from '@/app/_data/live-provider';
import type { IncidentView } from '@/lib/incidents/incident-view';
import type { IncidentSummary } from '@/lib/model/incident';
import { applyChange, inverseOf, type IncidentChange, type Person } from './incident-change';
import { incidentKeys, putView } from './incident-cache';
import { changeIncident } from './incident-calls';

type Pending = { token: symbol; incidentId: string; change: IncidentChange; at: number };

/** What became of the last change: to be said once, with the way back. */
export type ChangeOutcome = {
  token: symbol;
  incident: IncidentSummary;
  change: IncidentChange;
  /** Null when it worked. */
  fault: string | null;
  /** Takes it back, or tries again. */
  next: (() => void) | null;
};

export type IncidentChanges = {
  /** Resolves to the incident afterwards; null when the portal refused. */
  change: (incident: IncidentSummary, change: IncidentChange) => Promise<IncidentView | null>;
  /** The incident with the changes that are under way. */
  shown: (incident: IncidentSummary) => IncidentSummary;
  isChanging: (incident: IncidentSummary, kind: IncidentChange['kind']) => boolean;
  outcome: ChangeOutcome | null;
  dismiss: () => void;
};

/**
 * Changes incidents and shows them as changed at once. A change lies over what the portal last said until the portal has
 * answered, so a refused one vanishes without a trace and news from others are never overwritten by it.
 */
export function useIncidentChanges(me: Person): IncidentChanges {
  const client = useQueryClient();
  const workspace = useWorkspace();
  const pending = usePending(workspace);
  const [outcome, setOutcome] = useState<ChangeOutcome | null>(null);
  const dismiss = useCallback(() => setOutcome(null), []);
  const change = useCallback(
    async function make(
      incident: IncidentSummary,
      wanted: IncidentChange,
      isUndo = false,
    ): Promise<IncidentView | null> {
      const one: Pending = { token: Symbol(wanted.kind), incidentId: incident.id, change: wanted, at: Date.now() };
      setOutcome(null);
      putPending(client, workspace, (all) => [...all, one]);
      const settle = (view: IncidentView | null): void =>
        notifyManager.batch(() => {
          if (view) putView(client, workspace, view);
          putPending(client, workspace, (all) => all.filter(({ token }) => token !== one.token));
        });
      const said = { token: one.token, incident, change: wanted };
      try {
        const view = await changeIncident(workspace, incident.id, wanted);
        settle(view);
        const inverses = isUndo ? [] : inverseOf(wanted, incident, one.at);
        const undo = async (): Promise<void> => {
          for (const inverse of inverses) if ((await make(view.incident, inverse, true)) === null) return;
        };
        setOutcome(isUndo ? null : { ...said, fault: null, next: inverses.length > 0 ? () => void undo() : null });
        return view;
      } catch (error) {
        settle(null);
        const fault = error instanceof Error ? error.message : String(error);
        setOutcome({ ...said, fault, next: () => void make(incident, wanted, isUndo) });
        return null;
      }
    },
    [client, workspace],
  );
  const shown = useCallback(
    (incident: IncidentSummary) =>
      pending
        .filter(({ incidentId }) => incidentId === incident.id)
        .reduce((last, { change: made, at }) => applyChange(last, made, { now: at, me }), incident),
    [pending, me],
  );
  const isChanging = useCallback(
    (incident: IncidentSummary, kind: IncidentChange['kind']) =>
      pending.some(({ incidentId, change: made }) => incidentId === incident.id && made.kind === kind),
    [pending],
  );
  return { change, shown, isChanging, outcome, dismiss };
}

const none: Pending[] = [];

function usePending(workspace: string): Pending[] {
  const { data = none } = useQuery<Pending[]>({
    queryKey: incidentKeys.pending(workspace),
    queryFn: skipToken,
    staleTime: Infinity,
    structuralSharing: false,
  });
  return data;
}

function putPending(client: QueryClient, workspace: string, next: (all: Pending[]) => Pending[]): void {
  client.setQueryData<Pending[]>(incidentKeys.pending(workspace), (all) => next(all ?? none));
}
