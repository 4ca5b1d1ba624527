import type { AuditSearch } from '@/app/_ui/access/audit-filter';
import { dayMs } from '@/lib/time/duration';

export type RawSearch = Record<string, string | string[] | undefined>;

/** What the address says, as the form shows it. */
export function searchOf(raw: RawSearch): AuditSearch {
  const one = (name: string): string => [raw[name] ?? ''].flat()[0]?.trim() ?? '';
  return {
    actorId: one('actorId'),
    action: one('action'),
    target: one('target'),
    from: dayOf(one('from')),
    to: dayOf(one('to')),
    text: one('text'),
  };
}

const dayOf = (text: string): string => (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : '');

/** The same for the doors, where days are moments: a day ends with its last millisecond. */
export function paramsOf({ from, to, ...rest }: AuditSearch): URLSearchParams {
  const params = new URLSearchParams(Object.entries(rest).filter(([, value]) => value !== ''));
  if (from !== '') params.set('from', String(Date.parse(from)));
  if (to !== '') params.set('to', String(Date.parse(to) + dayMs - 1));
  return params;
}
