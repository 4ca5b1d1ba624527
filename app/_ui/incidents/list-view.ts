import type { IncidentFilter } from '@/app/_data/incidents/incident-filter';
import { severities, type Severity } from '@/lib/model/severity';

/** What the list shows; all of it is in the address. */
export type ListView = {
  status: 'open' | 'resolved' | 'all';
  severity: Severity | null;
  isMine: boolean;
  text: string;
};

export const defaultListView: ListView = { status: 'open', severity: null, isMine: false, text: '' };

type RawParams = Record<string, string | string[] | undefined>;
const first = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value)?.trim() ?? '';

/** Reads the view from an address; what is not known there is left at its default. */
export function parseListView(params: RawParams): ListView {
  const status = first(params['status']);
  return {
    status: status === 'resolved' || status === 'all' ? status : 'open',
    severity: severities.find((known) => known === first(params['severity'])) ?? null,
    isMine: first(params['mine']) === '1',
    text: first(params['q']).slice(0, 100),
  };
}

/** The parameters of a view, without those that are at their default. */
export function listParams({ status, severity, isMine, text }: ListView): [name: string, value: string][] {
  return [
    ...(status === 'open' ? [] : [['status', status] as [string, string]]),
    ...(severity === null ? [] : [['severity', severity] as [string, string]]),
    ...(isMine ? [['mine', '1'] as [string, string]] : []),
    ...(text === '' ? [] : [['q', text] as [string, string]]),
  ];
}

export const listHref = (workspace: string, view: ListView): string =>
  `/incidents?${new URLSearchParams([['workspace', workspace], ...listParams(view)]).toString()}`;

/** The sections that a view consists of, open ones first. `me` is who is asking. */
export function filtersOf({ status, severity, isMine, text }: ListView, me: string): IncidentFilter[] {
  const sections = status === 'all' ? (['open', 'resolved'] as const) : [status];
  return sections.map((section) => ({ section, severity, ownerId: isMine ? me : null, text }));
}
