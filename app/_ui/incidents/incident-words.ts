import { Ban, CircleCheck, CircleDot, CircleUserRound, Merge, type LucideIcon } from 'lucide-react';
import type { Tone } from '@/app/_ui/kit/badge';
import type { IncidentStatus, IncidentSummary } from '@/lib/model/incident';
import { dayMs, formatDuration, minuteMs } from '@/lib/time/duration';

type StatusLook = { word: string; icon: LucideIcon; tone: Tone };

export const statusLooks: Record<IncidentStatus, StatusLook> = {
  triage: { word: 'Not acknowledged', icon: CircleDot, tone: 'bad' },
  acknowledged: { word: 'Acknowledged', icon: CircleUserRound, tone: 'accent' },
  mitigated: { word: 'Mitigated', icon: Ban, tone: 'good' },
  resolved: { word: 'Resolved', icon: CircleCheck, tone: 'good' },
  merged: { word: 'Merged', icon: Merge, tone: 'neutral' },
};

/** A length of time without seconds beyond the first minute, so that a number that counts up is calm: `12 s`, `2 h 5 min`. */
export function ageText(ms: number): string {
  if (ms < minuteMs) return `${Math.max(0, Math.floor(ms / 1_000))} s`;
  return formatDuration(ms - (ms % minuteMs));
}

/** The same before or after now: `3 min ago`, `in 8 min`, `now`. */
export function agoText(at: number, now: number): string {
  const ms = now - at;
  if (Math.abs(ms) < 1_500) return 'now';
  return ms > 0 ? `${ageText(ms)} ago` : `in ${ageText(-ms + 999)}`;
}

export const alertsText = ({ firing, alerts }: Pick<IncidentSummary, 'firing' | 'alerts'>): string => {
  const noun = alerts === 1 ? 'alert' : 'alerts';
  if (firing === 0) return `${alerts} ${noun}, none fires`;
  return firing === alerts ? `${alerts} ${noun} firing` : `${firing} of ${alerts} ${noun} firing`;
};

export const isSnoozed = ({ snoozedUntil }: Pick<IncidentSummary, 'snoozedUntil'>, now: number): boolean =>
  snoozedUntil !== null && snoozedUntil > now;

/** How long an incident has lasted: until now, or until it was resolved. */
export const lastedMs = ({ openedAt, resolvedAt }: Pick<IncidentSummary, 'openedAt' | 'resolvedAt'>, now: number) =>
  Math.max(0, (resolvedAt ?? now) - openedAt);

/** Beyond a day the clock alone does not say when. */
export const needsDate = (at: number, now: number): boolean => Math.abs(now - at) > dayMs / 2;

export const incidentHref = (id: string, workspace: string): string =>
  `/incidents/${encodeURIComponent(id)}?workspace=${workspace}`;
