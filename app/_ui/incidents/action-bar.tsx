'use client';

import { Ellipsis } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { IncidentChange } from '@/app/_data/incidents/incident-change';
import { Button } from '@/app/_ui/kit/button';
import { cn } from '@/app/_ui/kit/class-names';
import { useNow } from '@/app/_ui/panels/use-now';
import type { IncidentSummary } from '@/lib/model/incident';
import { actionsOf, type IncidentAction } from './incident-actions';

type Props = {
  incident: IncidentSummary;
  renderedAt: number;
  onChange: (change: IncidentChange) => void;
  isChanging: (kind: IncidentChange['kind']) => boolean;
  onMore: () => void;
};

/** What can be done, beside the title on wide screens and under the thumb on a phone. */
export function ActionBar({ incident, renderedAt, onChange, isChanging, onMore }: Props) {
  const { primary, near } = actionsOf(incident, useNow(renderedAt));
  if (incident.status === 'merged') return null;
  return (
    <div
      role="toolbar"
      aria-label="Actions"
      className={cn(
        'flex items-center gap-2 max-lg:gap-1.5 print:hidden',
        'max-lg:fixed max-lg:inset-x-0 max-lg:bottom-[calc(3.5rem+env(safe-area-inset-bottom))] max-lg:z-20 max-lg:border-t max-lg:border-line max-lg:bg-surface max-lg:px-3 max-lg:py-2',
      )}
    >
      {primary && <ActionButton key={primary.change.kind} action={primary} isPrimary {...{ onChange, isChanging }} />}
      {near.map((action) => (
        <ActionButton key={action.change.kind} {...{ action, onChange, isChanging }} />
      ))}
      <Button
        aria-label="More actions"
        aria-haspopup="dialog"
        title="More actions"
        onClick={onMore}
        className={cn(sizeClass, 'max-lg:max-w-14 lg:w-8.5 lg:px-0')}
      >
        <Ellipsis aria-hidden />
        <span aria-hidden className="lg:hidden">
          More
        </span>
      </Button>
    </div>
  );
}

/** On a phone the sign stands over its word, so that four of them fit side by side. */
const sizeClass = 'max-lg:h-12 max-lg:flex-1 max-lg:flex-col max-lg:gap-0.5 max-lg:px-1 max-lg:text-xs';

type ActionProps = Pick<Props, 'onChange' | 'isChanging'> & { action: IncidentAction; isPrimary?: boolean };

const armedMs = 5_000;

/** One that asks first does so in its own place, so that the thumb need not move. */
function ActionButton({ action, isPrimary = false, onChange, isChanging }: ActionProps) {
  const { label, icon: Icon, change, key, asksFirst } = action;
  const [isArmed, setArmed] = useState(false);
  const isBusy = isChanging(change.kind);
  useEffect(() => {
    if (!isArmed) return;
    const timer = setTimeout(() => setArmed(false), armedMs);
    return () => clearTimeout(timer);
  }, [isArmed]);
  const press = (): void => {
    const isSure = asksFirst === undefined || isArmed;
    setArmed(!isSure);
    if (isSure) onChange(change);
  };
  return (
    <Button
      variant={isArmed ? 'danger' : isPrimary ? 'primary' : 'secondary'}
      aria-busy={isBusy}
      disabled={isBusy}
      onClick={press}
      onBlur={() => setArmed(false)}
      {...(key !== undefined && { 'aria-keyshortcuts': key, title: `${label} (${key})` })}
      className={cn(sizeClass, isPrimary && 'max-lg:flex-[1.3]')}
    >
      <Icon aria-hidden />
      <span aria-live="polite">{isArmed ? asksFirst : label}</span>
    </Button>
  );
}
