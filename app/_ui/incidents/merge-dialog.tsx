'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { listIncidents } from '@/app/_data/incidents/incident-calls';
import { useWorkspace } from '@/app/_data/live-provider';
import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Input } from '@/app/_ui/kit/field';
import { useNow } from '@/app/_ui/panels/use-now';
import type { IncidentSummary } from '@/lib/model/incident';
import { ageText, alertsText, lastedMs } from './incident-words';
import { SeverityMark } from '@/app/_ui/alerting/severity-mark';

type Props = {
  incident: IncidentSummary;
  renderedAt: number;
  onMerge: (into: IncidentSummary) => void;
  onClose: () => void;
};

/** Finds the incident that this one belongs to, says what will happen, and merges. */
export function MergeDialog({ incident, renderedAt, onMerge, onClose }: Props) {
  const [text, setText] = useState('');
  const [into, setInto] = useState<IncidentSummary | null>(null);
  const { found, isLoading, fault } = useFound(text, incident.id);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Merge #${incident.number} into another incident`}
      description="Its alerts and their charts move there, and later ones follow. This incident ends and points to the other."
      className="sm:max-w-lg"
    >
      <div className="relative mt-4">
        <Search aria-hidden className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint" />
        <Input
          type="search"
          autoFocus
          aria-label="Search open incidents"
          placeholder="Title or #number"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="h-10 pl-8"
        />
      </div>
      <div
        role="radiogroup"
        aria-label="Merge into"
        aria-busy={isLoading}
        className="mt-2 grid max-h-72 min-h-24 content-start gap-1 overflow-y-auto"
      >
        {found.map((one) => (
          <Candidate
            key={one.id}
            incident={one}
            isChosen={into?.id === one.id}
            renderedAt={renderedAt}
            onChoose={() => setInto(one)}
          />
        ))}
        {found.length === 0 && (
          <p className="px-2 py-4 text-center text-sm text-muted">
            {fault ?? (isLoading ? 'Looking…' : 'No other open incident fits.')}
          </p>
        )}
      </div>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" disabled={into === null} onClick={() => into && onMerge(into)}>
          {into ? `Merge into #${into.number}` : 'Merge'}
        </Button>
      </div>
    </Dialog>
  );
}

function useFound(text: string, ownId: string) {
  const workspace = useWorkspace();
  const asked = useDeferredValue(text.trim());
  const filter = { section: 'open', severity: null, ownerId: null, text: asked } as const;
  const { data, isLoading, error } = useQuery({
    queryKey: ['incidents-found', workspace, asked],
    queryFn: () => listIncidents(workspace, filter, null),
    staleTime: 5_000,
    placeholderData: keepPreviousData,
  });
  const found = (data?.incidents ?? []).filter(({ id }) => id !== ownId);
  return { found, isLoading, fault: error?.message ?? null };
}

type CandidateProps = { incident: IncidentSummary; isChosen: boolean; renderedAt: number; onChoose: () => void };

function Candidate({ incident, isChosen, renderedAt, onChoose }: CandidateProps) {
  const now = useNow(renderedAt);
  return (
    <label className="flex cursor-pointer items-center gap-3 rounded-md border border-transparent px-2.5 py-2 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft">
      <input
        type="radio"
        name="merge-into"
        checked={isChosen}
        onChange={onChoose}
        className="size-4 shrink-0 accent-(--accent)"
      />
      <span className="min-w-0 flex-1">
        <span className="line-clamp-1 text-sm font-medium">
          <span className="font-normal text-faint">#{incident.number}</span> {incident.title}
        </span>
        <span className="flex flex-wrap gap-x-2.5 text-xs text-muted">
          <SeverityMark severity={incident.severity} />
          {alertsText(incident)}, {ageText(lastedMs(incident, now))}
        </span>
      </span>
    </label>
  );
}
