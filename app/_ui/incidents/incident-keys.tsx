'use client';

import { useEffect } from 'react';
import type { IncidentChange } from '@/app/_data/incidents/incident-change';
import type { IncidentSummary } from '@/lib/model/incident';
import { commentBoxId } from './comment-box';
import { actionsOf } from './incident-actions';

const typing = 'input, select, textarea, [contenteditable], [role="dialog"], [role="menu"]';

type Props = { incident: IncidentSummary; onChange: (change: IncidentChange) => void };

/** The keys of the actions that can be done now, and `c` to write a comment. */
export function IncidentKeys({ incident, onChange }: Props) {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(typing)) return;
      const { primary, near, far } = actionsOf(incident, Date.now());
      const action = [...(primary ? [primary] : []), ...near, ...far].find(({ key }) => key === event.key);
      if (!action && event.key !== 'c') return;
      event.preventDefault();
      if (action) onChange(action.change);
      else document.getElementById(commentBoxId)?.focus();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [incident, onChange]);
  return null;
}
