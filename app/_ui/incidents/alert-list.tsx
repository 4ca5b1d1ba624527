'use client';

import { Split } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { LabelChips } from '@/app/_ui/alerting/label-chips';
import { AlertRow, type AlertRowProps } from './alert-row';
import type { Alert, Evidence } from '@/lib/model/incident';
import { severities } from '@/lib/model/severity';

type Props = Pick<AlertRowProps, 'workspace' | 'timezone' | 'renderedAt' | 'canHandle'> & {
  alerts: readonly Alert[];
  evidence: readonly Evidence[];
  /** Takes alerts out into an incident of their own; absent where that cannot be done. */
  onSplit?: ((alertIds: string[]) => void) | undefined;
};

const shownAtFirst = 8;

/** The alerts of an incident: those that fire first, then by severity. */
export function AlertList({ alerts, evidence, onSplit, ...place }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isLong, setLong] = useState(false);
  const sorted = [...alerts].sort(firingFirst);
  const shown = isLong ? sorted : sorted.slice(0, shownAtFirst);
  const canSplit = onSplit !== undefined && alerts.length > 1;
  // Alerts may have left meanwhile.
  const picked = alerts.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const common = commonLabels(alerts);
  const shared = new Set(Object.keys(common));
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const split =
    canSplit && picked.length > 0
      ? () => {
          onSplit(picked);
          setChosen(new Set());
        }
      : undefined;
  return (
    <Card role="region" aria-label="Alerts" className="overflow-hidden">
      <ListHead alerts={alerts} common={common} picked={picked.length} onSplit={split} />
      <ul className="divide-y divide-line border-t border-line">
        {shown.map((alert) => (
          <AlertRow
            key={alert.id}
            alert={alert}
            shared={shared}
            evidence={evidence.find(({ alertId }) => alertId === alert.id)}
            isChosen={chosen.has(alert.id)}
            onChoose={canSplit ? () => toggle(alert.id) : undefined}
            {...place}
          />
        ))}
      </ul>
      {sorted.length > shown.length && (
        <button
          type="button"
          onClick={() => setLong(true)}
          className="w-full border-t border-line px-5 py-2.5 text-sm font-medium text-accent-strong hover:bg-hover focus-visible:-outline-offset-2 print:hidden"
        >
          Show {sorted.length - shown.length} more
        </button>
      )}
    </Card>
  );
}

type HeadProps = Pick<Props, 'alerts'> & {
  common: Record<string, string>;
  picked: number;
  onSplit: (() => void) | undefined;
};

function ListHead({ alerts, common, picked, onSplit }: HeadProps) {
  const isAll = picked === alerts.length;
  return (
    <header className="flex min-h-12 flex-wrap items-center justify-between gap-2 px-4 py-2 sm:px-5">
      <h2 className="text-sm font-semibold">
        Alerts <span className="font-normal text-muted tabular-nums">{alerts.length}</span>
      </h2>
      {Object.keys(common).length > 0 && (
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2 text-xs text-muted max-sm:order-last max-sm:basis-full sm:ml-3">
          All of them
          <LabelChips labels={common} />
        </div>
      )}
      {onSplit && (
        <Button
          size="sm"
          disabled={isAll}
          title={isAll ? 'At least one alert stays here' : undefined}
          onClick={onSplit}
        >
          <Split aria-hidden />
          Split off {picked}
        </Button>
      )}
    </header>
  );
}

/** What all alerts have in common is said once; `alertname` names each of them. */
function commonLabels(alerts: readonly Alert[]): Record<string, string> {
  const [first, ...others] = alerts;
  if (!first || others.length === 0) return {};
  const isCommon = ([name, text]: [string, string]): boolean =>
    name !== 'alertname' && name !== 'severity' && others.every(({ labels }) => labels[name] === text);
  return Object.fromEntries(Object.entries(first.labels).filter(isCommon));
}

const firingFirst = (a: Alert, b: Alert): number =>
  Number(a.endsAt !== null) - Number(b.endsAt !== null) ||
  severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
  b.startsAt - a.startsAt;
