'use client';

import { Merge, Pencil, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { IncidentChange, Person } from '@/app/_data/incidents/incident-change';
import { isOpen } from '@/app/_data/incidents/incident-filter';
import { severityLooks } from '@/app/_ui/alerting/severity-looks';
import { cn } from '@/app/_ui/kit/class-names';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Select } from '@/app/_ui/kit/field';
import type { IncidentSummary } from '@/lib/model/incident';
import { severities } from '@/lib/model/severity';
import { actionsOf } from './incident-actions';

type Props = {
  incident: IncidentSummary;
  members: readonly Person[];
  me: Person;
  now: number;
  onChange: (change: IncidentChange) => void;
  onMerge: () => void;
  onRename: () => void;
  onClose: () => void;
};

/** Everything that can be done with an incident; a sheet from below on a phone. */
export function ActionSheet({ incident, members, me, now, onChange, onMerge, onRename, onClose }: Props) {
  const { primary, near, far } = actionsOf(incident, now);
  // Escalating asks first, in its own button that is within reach all the time.
  const actions = [...(primary ? [primary] : []), ...near, ...far].filter(({ change }) => change.kind !== 'escalate');
  const act = (change: IncidentChange): void => {
    onClose();
    onChange(change);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`#${incident.number} ${incident.title}`}>
      <div className="mt-4 grid gap-4">
        <div className="grid grid-cols-2 gap-2">
          {actions.map(({ label, icon, change }) => (
            <Choice key={label} icon={icon} onClick={() => act(change)}>
              {label}
            </Choice>
          ))}
          {isOpen(incident) && (
            <Choice icon={Merge} onClick={onMerge}>
              Merge into another
            </Choice>
          )}
          <Choice icon={Pencil} onClick={onRename}>
            Rename
          </Choice>
        </div>
        {isOpen(incident) && (
          <>
            <SeverityChoice incident={incident} onChange={act} />
            <OwnerChoice {...{ incident, members, me }} onChange={act} />
          </>
        )}
      </div>
    </Dialog>
  );
}

const choiceClass =
  'flex min-h-11 items-center gap-2.5 rounded-md border border-line-strong bg-surface px-3 py-2 text-left text-sm font-medium hover:bg-hover [&_svg]:size-4 [&_svg]:shrink-0';

function Choice({ icon: Icon, onClick, children }: { icon: LucideIcon; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" onClick={onClick} className={choiceClass}>
      <Icon aria-hidden className="text-faint" />
      {children}
    </button>
  );
}

type FieldProps = Pick<Props, 'incident' | 'onChange'>;

function SeverityChoice({ incident, onChange }: FieldProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">Severity</legend>
      <div className="grid grid-cols-3 gap-2">
        {severities.map((severity) => {
          const { word, icon: Icon, text } = severityLooks[severity];
          const isChosen = severity === incident.severity;
          return (
            <button
              key={severity}
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChange({ kind: 'edit', severity })}
              className={cn(
                choiceClass,
                'justify-center px-2',
                text,
                isChosen && 'border-current bg-hover ring-1 ring-current',
              )}
            >
              <Icon aria-hidden />
              {word}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}

type OwnerProps = FieldProps & Pick<Props, 'members' | 'me'>;

function OwnerChoice({ incident, members, me, onChange }: OwnerProps) {
  const give = (ownerId: string | null): void => {
    const name = members.find(({ id }) => id === ownerId)?.name ?? null;
    onChange({ kind: 'edit', ownerId, ownerName: name });
  };
  return (
    <div className="grid gap-1.5">
      <label htmlFor="incident-owner" className="text-sm font-medium">
        Owner
      </label>
      <div className="flex gap-2">
        <Select
          id="incident-owner"
          value={incident.ownerId ?? ''}
          onChange={(event) => give(event.target.value === '' ? null : event.target.value)}
          className="h-11"
        >
          <option value="">Nobody</option>
          {members.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        {incident.ownerId !== me.id && (
          <button type="button" onClick={() => give(me.id)} className={cn(choiceClass, 'shrink-0')}>
            Take it
          </button>
        )}
      </div>
    </div>
  );
}
