import { fireEvent, screen, within } from '@testing-library/react';
import { seedView } from '@/app/_data/incidents/seed-incidents';
import { IncidentPage } from '@/app/_ui/incidents/incident-page';
import type { IncidentView } from '@/lib/incidents/incident-view';
import type { TimelineEntry } from '@/lib/model/incident';
import { firedAlert, incidentSummary, incidentView, openedAt } from '../../../build/incident';
import { openTab } from '../../../build/incident-tab';

const now = openedAt + 480_000;
const me = { id: 'u1', name: 'Mara Feld' };
const push = jest.fn();
jest.mock('next/navigation', () => ({ useRouter: () => ({ push }) }));

const step = (change: Partial<TimelineEntry>): TimelineEntry => ({
  id: `t${change.at ?? 0}`,
  incidentId: 'inc-1',
  workspaceId: 'w1',
  at: openedAt,
  kind: 'alert_fired',
  by: null,
  alertId: null,
  text: '',
  value: null,
  severity: null,
  ...change,
});

function showPage(change: Partial<IncidentView> = {}, canHandle = true) {
  const view = incidentView(change);
  return openTab(<IncidentPage id="inc-1" me={me} canHandle={canHandle} timezone="UTC" renderedAt={now} />, {
    state: seedView({ workspace: 'main', now }, view),
    answers: { '/api/incidents/inc-1/suspects': { suspects: [], basis: null, unavailable: 'Nothing to compare.' } },
  });
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => {
  jest.useFakeTimers({ now });
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe('the page of an incident', () => {
  it('shows what somebody else does as it happens, and fetches the steps that belong to it', async () => {
    const { connect, hear, answers, pass } = showPage();
    await connect();
    const incident = incidentSummary({ status: 'acknowledged', ownerId: 'u2', ownerName: 'Ana', updatedAt: now });
    const timeline = [step({ id: 'x', at: now, kind: 'acknowledged', by: 'Ana', text: 'Ana acknowledged it' })];
    answers.set('/api/incidents/inc-1', incidentView({ incident, timeline }));
    await hear(incident);
    expect(screen.getByText('Acknowledged', { selector: '[data-status]' })).toBeInTheDocument();
    await pass(500);
    expect(screen.getByText('Ana acknowledged it')).toBeInTheDocument();
  });

  it('acknowledges at one tap, and a hasty second tap does not resolve it', async () => {
    const { connect, calls, pass } = showPage();
    await connect();
    press('Acknowledge');
    await pass(1);
    expect(screen.getByText('Acknowledged', { selector: '[data-status]' })).toBeInTheDocument();
    press('Resolve');
    expect(calls.map(({ path }) => path)).toEqual(['/api/incidents/inc-1/acknowledge']);
    press('Resolve it?');
    await pass(1);
    expect(calls.map(({ path }) => path)).toContain('/api/incidents/inc-1/resolve');
  });

  it('asks in place before it wakes the next person', async () => {
    const { connect, calls, pass } = showPage();
    await connect();
    press('Escalate');
    expect(calls).toEqual([]);
    await pass(6_000);
    press('Escalate');
    press('Tell the next?');
    await pass(1);
    expect(calls.map(({ path }) => path)).toEqual(['/api/incidents/inc-1/escalate']);
    await calls[0]?.refuse('There is nobody further to tell.');
    expect(screen.getByRole('alert')).toHaveTextContent('#1 was not escalated. There is nobody further to tell.');
  });

  it('says who is told next and when, until somebody has acknowledged', async () => {
    const groups = [
      { policy: 'Production', stepsTold: 1, nextReceiver: 'Team lead', nextStepAt: now + 480_000, heldBack: [] },
      { policy: 'Mail', stepsTold: 0, nextReceiver: null, nextStepAt: null, heldBack: ['Quiet hours until 07:00'] },
    ];
    const { connect } = showPage({ groups });
    await connect();
    expect(screen.getAllByText(/Escalates to Team lead in 7 min|Escalates to Team lead in 8 min/)).toHaveLength(2);
    expect(screen.getByText('Held back: Quiet hours until 07:00')).toBeInTheDocument();
  });

  it('takes chosen alerts out, but never all of them', async () => {
    const alerts = [firedAlert(), firedAlert({ id: 'a2', labels: { alertname: 'Slow', service: 'search' } })];
    const { connect, calls, pass } = showPage({ alerts });
    await connect();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose Slow, search' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose Error rate high, checkout' }));
    expect(screen.getByRole('button', { name: 'Split off 2' })).toBeDisabled();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose Error rate high, checkout' }));
    press('Split off 1');
    await pass(1);
    expect(calls[0]).toMatchObject({ path: '/api/incidents/inc-1/split', body: { alertIds: ['a2'] } });
  });

  it('keeps a comment that could not be sent', async () => {
    const { connect, calls, pass } = showPage();
    await connect();
    const box = screen.getByRole('textbox', { name: 'Comment' });
    fireEvent.change(box, { target: { value: 'Looking' } });
    fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true });
    await pass(1);
    await calls[0]?.refuse('This incident was merged.');
    expect(box).toHaveValue('Looking');
    press('Comment');
    await pass(1);
    await calls[1]?.answer(incidentView());
    expect(box).toHaveValue('');
  });

  it('puts a storm of the same step in one line that opens', async () => {
    const storm = Array.from({ length: 9 }, (_, index) =>
      step({ id: `s${index}`, at: openedAt + index * 1_000, text: `alert ${index} fired`, value: index }),
    );
    const { connect } = showPage({ timeline: storm });
    await connect();
    const steps = within(screen.getByRole('list', { name: 'Steps' }));
    expect(steps.getByText('Alert fired 9 times')).toBeInTheDocument();
    expect(steps.getByText(/alert 8 fired/)).toBeInTheDocument();
  });

  it('goes on at the other incident after a merge', async () => {
    const { connect, calls, answers, pass } = showPage();
    const other = incidentSummary({ id: 'inc-2', number: 2, title: 'Network' });
    answers.set('/api/incidents?status=open', { incidents: [incidentSummary(), other], cursor: null });
    await connect();
    press('More actions');
    press('Merge into another');
    await pass(5);
    expect(screen.getAllByRole('radio')).toHaveLength(1);
    fireEvent.click(screen.getByRole('radio'));
    press('Merge into #2');
    await pass(1);
    expect(calls[0]).toMatchObject({ path: '/api/incidents/inc-1/merge', body: { into: 'inc-2' } });
    await calls[0]?.answer(incidentView({ incident: incidentSummary({ status: 'merged', updatedAt: now }) }));
    expect(push).toHaveBeenCalledWith('/incidents/inc-2?workspace=main');
  });

  it('offers nothing to those who may only look', async () => {
    const { connect } = showPage({}, false);
    await connect();
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  });
});
