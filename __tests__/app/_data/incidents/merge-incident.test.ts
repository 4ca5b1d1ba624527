import fc from 'fast-check';
import { fitsFilter, type IncidentFilter } from '@/app/_data/incidents/incident-filter';
import { mergeIncident, ordered, type IncidentPage } from '@/app/_data/incidents/merge-incident';
import { incidentStatuses, type IncidentSummary } from '@/lib/model/incident';
import { severities } from '@/lib/model/severity';
import { incidentSummary, openedAt } from '../../../build/incident';

const open: IncidentFilter = { section: 'open', severity: null, ownerId: null, text: '' };
const page = (incidents: IncidentSummary[], cursor: string | null = null): IncidentPage => ({ incidents, cursor });
const ids = (pages: readonly IncidentPage[]) => pages.flatMap(({ incidents }) => incidents.map(({ id }) => id));

const critical = incidentSummary({ id: 'critical', number: 1 });
const warning = incidentSummary({ id: 'warning', number: 2, severity: 'warning', openedAt: openedAt + 1 });
const info = incidentSummary({ id: 'info', number: 3, severity: 'info', openedAt: openedAt + 2 });

describe('a list of incidents that hears of one', () => {
  it('puts a new one where its severity and its time belong', () => {
    const pages = [page([critical, warning, info])];
    const fresh = incidentSummary({ id: 'fresh', severity: 'warning', openedAt: openedAt + 50 });
    expect(ids(mergeIncident(pages, fresh, open))).toEqual(['critical', 'fresh', 'warning', 'info']);
    const last = incidentSummary({ id: 'last', severity: 'info', openedAt });
    expect(ids(mergeIncident(pages, last, open))).toEqual(['critical', 'warning', 'info', 'last']);
  });

  it('changes a known one in its place, even when its severity or its status would put it elsewhere', () => {
    const pages = [page([critical, warning]), page([info])];
    const worse = { ...info, severity: 'critical' as const, updatedAt: openedAt + 9 };
    const merged = mergeIncident(pages, worse, open);
    expect(ids(merged)).toEqual(['critical', 'warning', 'info']);
    expect(merged[1]?.incidents[0]?.severity).toBe('critical');
    expect(merged[0]).toBe(pages[0]);
    const over = { ...warning, status: 'resolved' as const, updatedAt: openedAt + 9 };
    expect(ids(mergeIncident(pages, over, open))).toEqual(['critical', 'warning', 'info']);
  });

  it('ignores what is older than what it shows, and what its filter leaves out', () => {
    const pages = [page([{ ...critical, updatedAt: openedAt + 5 }])];
    expect(mergeIncident(pages, critical, open)).toBe(pages);
    const resolved = incidentSummary({ id: 'other', status: 'resolved' });
    expect(mergeIncident(pages, resolved, open)).toBe(pages);
    expect(mergeIncident(pages, info, { ...open, severity: 'critical' })).toBe(pages);
    expect(mergeIncident(pages, info, { ...open, ownerId: 'u1' })).toBe(pages);
  });

  it('leaves what belongs behind the last loaded one to the page that is not loaded yet', () => {
    const old = incidentSummary({ id: 'old', severity: 'info', openedAt: 1 });
    const pages = [page([critical, warning], 'more')];
    expect(mergeIncident(pages, old, open)).toBe(pages);
    expect(ids(mergeIncident([page([critical, warning])], old, open))).toEqual(['critical', 'warning', 'old']);
  });

  it('finds by number and by part of the title', () => {
    const text = (words: string) => ({ ...open, text: words });
    expect(fitsFilter(warning, text('#2'))).toBe(true);
    expect(fitsFilter(warning, text('2'))).toBe(true);
    expect(fitsFilter(warning, text('#1'))).toBe(false);
    expect(fitsFilter(warning, text('ERROR rate'))).toBe(true);
  });

  it('never lists one twice or loses one, whatever comes in which order', () => {
    const frame = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      severity: fc.constantFrom(...severities),
      status: fc.constantFrom(...incidentStatuses),
      openedAt: fc.integer({ min: 0, max: 50 }),
      updatedAt: fc.integer({ min: 0, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 40 }), (frames) => {
        let pages: readonly IncidentPage[] = [ordered(page([]), 'open')];
        const newest = new Map<string, number>();
        for (const change of frames) {
          const incident = incidentSummary(change);
          const before = ids(pages);
          pages = mergeIncident(pages, incident, open);
          const now = ids(pages);
          expect(new Set(now).size).toBe(now.length);
          expect(before.filter((id) => now.includes(id))).toEqual(before);
          expect(now.includes(incident.id)).toBe(before.includes(incident.id) || fitsFilter(incident, open));
          const shown = pages.flatMap(({ incidents }) => incidents).find(({ id }) => id === incident.id);
          if (shown) newest.set(shown.id, Math.max(newest.get(shown.id) ?? 0, incident.updatedAt));
          if (shown) expect(shown.updatedAt).toBe(newest.get(shown.id));
        }
      }),
      { seed: 4 },
    );
  });
});
