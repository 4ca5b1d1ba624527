import { MissedIncidents } from '@/lib/http/missed-incidents';
import { incidentSummary } from '../build/incident';

describe('incidents that changed before a stream was open', () => {
  it('are told in the order of their changes', () => {
    const later = incidentSummary({ id: 'b', updatedAt: 2 });
    const sooner = incidentSummary({ id: 'a', updatedAt: 1 });
    expect(new MissedIncidents().untold([later, sooner])).toEqual([sooner, later]);
  });
  it('are not told when the stream has announced what is as new or newer meanwhile', () => {
    const missed = new MissedIncidents();
    missed.note({ type: 'heartbeat', now: 5 });
    missed.note({ type: 'incident', incident: incidentSummary({ id: 'a', updatedAt: 3 }) });
    missed.note({ type: 'incident', incident: incidentSummary({ id: 'b', updatedAt: 3 }) });
    const found = ['a', 'b', 'c'].map((id, at) => incidentSummary({ id, updatedAt: 2 + at }));
    expect(missed.untold(found).map(({ id }) => id)).toEqual(['c']);
  });
});
