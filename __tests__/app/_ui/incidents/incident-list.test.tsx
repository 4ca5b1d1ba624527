import { fireEvent, screen, within } from '@testing-library/react';
import { seedLists } from '@/app/_data/incidents/seed-incidents';
import { openOf } from '@/app/_data/incidents/incident-cache';
import { IncidentList } from '@/app/_ui/incidents/incident-list';
import { defaultListView, filtersOf, listHref, parseListView, type ListView } from '@/app/_ui/incidents/list-view';
import { OpenCount, TitleCount } from '@/app/_ui/incidents/open-count';
import type { IncidentSummary } from '@/lib/model/incident';
import { incidentSummary, incidentView, openedAt } from '../../../build/incident';
import { openTab } from '../../../build/incident-tab';

const now = openedAt + 600_000;
const me = { id: 'u1', name: 'Mara Feld' };
const one = incidentSummary({ id: 'one', number: 1, title: 'Checkout fails' });
const two = incidentSummary({ id: 'two', number: 2, title: 'Search is slow', severity: 'warning' });

function showList(
  incidents: IncidentSummary[],
  view: ListView = defaultListView,
  canHandle = true,
  answers: Record<string, unknown> = {},
) {
  const sections = filtersOf(view, me.id).map((filter) => ({ filter, page: { incidents, cursor: null } }));
  return openTab(
    <>
      <OpenCount />
      <TitleCount />
      <IncidentList view={view} me={me} canHandle={canHandle} timezone="UTC" renderedAt={now} />
    </>,
    { state: seedLists({ workspace: 'main', now }, sections), open: openOf(incidents), answers },
  );
}
const rows = () => screen.getAllByRole('listitem').flatMap((row) => row.getAttribute('data-incident') ?? []);
const rowOf = (id: string) => within(document.querySelector<HTMLElement>(`[data-incident="${id}"]`) as HTMLElement);

beforeEach(() => {
  jest.useFakeTimers({ now });
  document.title = 'Incidents';
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe('the list of incidents', () => {
  it('shows a new incident as it opens, says it aloud and counts it everywhere', async () => {
    const { connect, hear, container } = showList([one, two]);
    await connect();
    expect(rows()).toEqual(['one', 'two']);
    await hear(
      incidentSummary({ id: 'new', number: 3, title: 'Mailer is silent', openedAt: now + 1, updatedAt: now + 1 }),
    );
    expect(rows()).toEqual(['new', 'one', 'two']);
    expect(screen.getByText('New incident, critical: Mailer is silent')).toBeInTheDocument();
    expect(container.querySelector('[data-open-incidents]')).toHaveAttribute('data-open-incidents', '3');
    expect(document.title).toBe('(3) Incidents');
  });

  it('changes one in its place, and leaves a resolved one there until the list is opened again', async () => {
    const { connect, hear } = showList([one, two]);
    await connect();
    await hear({ ...one, status: 'resolved', resolvedAt: now, updatedAt: now, firing: 0 });
    expect(rows()).toEqual(['one', 'two']);
    expect(rowOf('one').getByText('Resolved')).toBeInTheDocument();
    expect(document.title).toBe('(1) Incidents');
  });

  it('lists apart what nobody was told of, and does not count it', async () => {
    const { connect, hear } = showList([one]);
    await connect();
    await hear({ ...two, isCorroborated: false, updatedAt: now });
    expect(screen.getByRole('heading', { name: 'Watching, told to nobody' })).toBeInTheDocument();
    expect(document.title).toBe('(1) Incidents');
    await hear({ ...two, isCorroborated: true, updatedAt: now + 1 });
    expect(screen.queryByRole('heading', { name: 'Watching, told to nobody' })).not.toBeInTheDocument();
    expect(document.title).toBe('(2) Incidents');
  });

  it('shows an acknowledgement at once, and offers to take it back', async () => {
    const { connect, calls, pass } = showList([one, two]);
    await connect();
    fireEvent.click(rowOf('one').getByRole('button', { name: 'Acknowledge #1' }));
    await pass(1);
    expect(rowOf('one').getByText('Acknowledged')).toBeInTheDocument();
    expect(rowOf('one').getByText('Mara Feld')).toBeInTheDocument();
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /api/incidents/one/acknowledge']);
    const taken = { ...one, status: 'acknowledged' as const, ownerId: 'u1', ownerName: 'Mara Feld', updatedAt: now };
    await calls[0]?.answer(incidentView({ incident: taken }));
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await pass(1);
    expect(rowOf('one').getByText('Not acknowledged')).toBeInTheDocument();
    expect(calls[1]?.path).toBe('/api/incidents/one/unacknowledge');
  });

  it('takes a refused acknowledgement back, keeps what others did meanwhile, and says why', async () => {
    const { connect, calls, hear, pass } = showList([one]);
    await connect();
    fireEvent.click(rowOf('one').getByRole('button', { name: 'Acknowledge #1' }));
    await hear({ ...one, title: 'Renamed by Ana', updatedAt: now });
    expect(rowOf('one').getByText('Acknowledged')).toBeInTheDocument();
    await calls[0]?.refuse('This incident is resolved. Reopen it first.');
    expect(rowOf('one').getByText('Not acknowledged')).toBeInTheDocument();
    expect(rowOf('one').getByText('Renamed by Ana')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent('#1 was not acknowledged. This incident is resolved.');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await pass(1);
    expect(calls).toHaveLength(2);
  });

  it('is worked with j, k, a and Enter', async () => {
    const { connect, calls, pass } = showList([one, two]);
    await connect();
    const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
    press('j');
    expect(document.activeElement).toHaveTextContent('Checkout fails');
    press('j');
    press('j');
    expect(document.activeElement).toHaveTextContent('Search is slow');
    press('k');
    press('a');
    await pass(1);
    expect(calls.map(({ path }) => path)).toEqual(['/api/incidents/one/acknowledge']);
    expect(document.activeElement).toHaveAttribute('href', '/incidents/one?workspace=main');
  });

  it('offers nothing to those who may only look', async () => {
    const { connect } = showList([one], defaultListView, false);
    await connect();
    expect(screen.queryByRole('button', { name: /Acknowledge/ })).not.toBeInTheDocument();
  });

  it('says when nobody would be told of what is not there yet', async () => {
    const { connect } = showList([], defaultListView, true, {
      '/api/rules': { rules: [{ doc: { isEnabled: true } }, { doc: { isEnabled: false } }] },
      '/api/routing': { routing: { policies: [] }, version: 1 },
    });
    await connect();
    expect(screen.getByText('All quiet')).toBeInTheDocument();
    expect(screen.getByText(/^1 rule watches\./)).toBeInTheDocument();
    expect(screen.getByText('Nobody would be told')).toBeInTheDocument();
  });
});

describe('the view of the list', () => {
  it('is all in the address', () => {
    const view: ListView = { status: 'all', severity: 'warning', isMine: true, text: '#12 a&b' };
    const params = Object.fromEntries(new URL(listHref('main', view), 'http://portal').searchParams);
    expect(params).toMatchObject({ workspace: 'main', status: 'all' });
    expect(parseListView(params)).toEqual(view);
    expect(listHref('main', defaultListView)).toBe('/incidents?workspace=main');
    expect(parseListView({ status: 'odd', severity: 'worse', mine: 'x' })).toEqual(defaultListView);
  });
});
