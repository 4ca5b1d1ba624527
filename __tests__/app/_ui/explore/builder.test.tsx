import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { LiveProvider } from '@/app/_data/live-provider';
import { makeQueryClient } from '@/app/_data/make-query-client';
import { Builder } from '@/app/_ui/explore/builder';
import type { ExploreSpec } from '@/lib/dashboards/explore/explore-kinds';
import { startSpec } from '@/lib/dashboards/explore/start-spec';
import type { FieldError } from '@/lib/errors/app-error';

const hints = { events: ['departure', 'arrival'], range: { last: '24h' }, timezone: 'UTC' };
const silent = { onmessage: null, onerror: null, close: () => undefined };

const catalogs: Record<string, unknown> = {
  '': {
    kind: 'events',
    events: [
      { name: 'departure', count: 900 },
      { name: 'arrival', count: 880 },
    ],
  },
  'event=departure': {
    kind: 'properties',
    properties: [
      { field: 'properties.origin', types: ['text'] },
      { field: 'properties.distance', types: ['number'] },
    ],
  },
  'field=properties.origin&event=departure': {
    kind: 'values',
    field: 'properties.origin',
    values: [
      { value: 'ATL', count: 300 },
      { value: 'ORD', count: 200 },
    ],
  },
  'field=properties.distance&event=departure': {
    kind: 'values',
    field: 'properties.distance',
    values: [{ value: '15', count: 3 }],
  },
};

beforeEach(() => {
  localStorage.clear();
  jest.spyOn(globalThis, 'fetch').mockImplementation((input) => {
    const url = new URL(input as string, 'http://portal.test');
    const found = catalogs[url.searchParams.toString()] ?? { kind: 'properties', properties: [] };
    return Promise.resolve(new Response(JSON.stringify(found), { headers: { 'content-type': 'application/json' } }));
  });
});
afterEach(() => jest.restoreAllMocks());

function show(first: ExploreSpec, faults: FieldError[] = []) {
  const asked: { spec: ExploreSpec } = { spec: first };
  function Page() {
    const [spec, setSpec] = useState(first);
    asked.spec = spec;
    return <Builder spec={spec} onChange={setSpec} faults={faults} />;
  }
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <LiveProvider workspace="main" options={{ openStream: () => ({ ...silent }) }}>
        <Page />
      </LiveProvider>
    </QueryClientProvider>,
  );
  return asked;
}

const open = (name: RegExp | string) => fireEvent.click(screen.getByRole('button', { name }));
/** Types into the search that is open and takes what is found first. */
async function take(text: string, option: string | RegExp) {
  const search = screen.getByRole('combobox', { name: /Search|Values|What to measure/ });
  fireEvent.change(search, { target: { value: text } });
  await screen.findByRole('option', { name: option });
  fireEvent.keyDown(search, { key: 'Enter' });
}

describe('the builder', () => {
  it('changes the event by its name', async () => {
    const asked = show(startSpec('trend', hints));
    open('Event: departure');
    await take('arr', /arrival/);
    expect(asked.spec).toMatchObject({ measures: [{ agg: 'count', event: 'arrival' }] });
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('offers the event that was chosen last first', async () => {
    show(startSpec('trend', hints));
    open('Event: departure');
    await take('arr', /arrival/);
    open('Event: arrival');
    const options = await screen.findAllByRole('option');
    expect(options.map((option) => option.textContent)).toEqual(['All events', 'arrival880', 'departure900']);
  });

  it('adds a filter by its field and the values that are really there, and more values to it', async () => {
    const asked = show(startSpec('trend', hints));
    open('Filter');
    await take('ori', /origin/);
    await take('', /ATL/);
    expect(asked.spec.where).toEqual([['properties.origin', '=', 'ATL']]);
    const editor = await screen.findByRole('dialog', { name: 'Filter origin is ATL' });
    fireEvent.click(await within(editor).findByRole('option', { name: /ORD/ }));
    expect(asked.spec.where).toEqual([['properties.origin', 'in', ['ATL', 'ORD']]]);
    fireEvent.change(screen.getByLabelText('Condition'), { target: { value: 'is not' } });
    expect(asked.spec.where).toEqual([['properties.origin', 'not in', ['ATL', 'ORD']]]);
  });

  it('compares numbers as numbers', async () => {
    const asked = show(startSpec('trend', hints));
    open('Filter');
    await take('dist', /distance/);
    await take('15', /15/);
    expect(asked.spec.where).toEqual([['properties.distance', '=', 15]]);
  });

  it('makes an alternative of a filter and takes it away again', async () => {
    const asked = show({ ...startSpec('trend', hints), where: [['properties.origin', '=', 'ATL']] });
    open('Add an alternative to origin is ATL');
    await take('ori', /origin/);
    await take('ORD', /ORD/);
    const either = {
      or: [
        ['properties.origin', '=', 'ATL'],
        ['properties.origin', '=', 'ORD'],
      ],
    };
    expect(asked.spec.where).toEqual([either]);
    open('Remove origin is ATL');
    expect(asked.spec.where).toEqual([['properties.origin', '=', 'ORD']]);
  });

  it('gives an aggregate of a field the field that it needs', async () => {
    const asked = show(startSpec('trend', hints));
    open('Measure: Events');
    await take('95', /95th/);
    expect(asked.spec).toMatchObject({ measures: [{ agg: 'p95', of: 'value', event: 'departure' }] });
  });

  it('calls measures by letters as soon as there are two, for formulas', () => {
    const asked = show(startSpec('trend', hints));
    open('Measure');
    open('Formula');
    expect(screen.getByText('A')).toBeInTheDocument();
    expect(screen.getByText('C')).toBeInTheDocument();
    expect(asked.spec).toMatchObject({ formulas: [{ formula: 'A / B * 100' }] });
  });

  it('takes a formula when the typing rests or Enter is pressed', () => {
    const asked = show({ ...startSpec('trend', hints), formulas: [{ formula: 'A * 1' }] } as ExploreSpec);
    const input = screen.getByRole('textbox', { name: 'Formula B' });
    fireEvent.change(input, { target: { value: 'A / 60' } });
    expect(asked.spec).toMatchObject({ formulas: [{ formula: 'A * 1' }] });
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(asked.spec).toMatchObject({ formulas: [{ formula: 'A / 60' }] });
  });

  it('says what is wrong at the part that it belongs to', () => {
    const spec = { ...startSpec('trend', hints), formulas: [{ formula: 'A / Z' }] } as ExploreSpec;
    show(spec, [{ path: 'formulas.0.formula', reason: 'There is no Z' }]);
    expect(screen.getByRole('textbox', { name: 'Formula B' })).toBeInvalid();
    expect(screen.getByRole('alert')).toHaveTextContent('There is no Z');
  });

  it('moves the steps of a funnel, adds one and keeps at least two', async () => {
    const asked = show(startSpec('funnel', hints));
    expect(screen.queryByRole('button', { name: /Remove Step/ })).not.toBeInTheDocument();
    open('More about Step 2');
    fireEvent.click(screen.getByRole('button', { name: 'Earlier' }));
    expect(asked.spec).toMatchObject({ steps: [{ event: 'arrival' }, { event: 'departure' }] });
    open('Step');
    await take('dep', /departure/);
    expect(asked.spec).toMatchObject({ steps: [{}, {}, { event: 'departure' }] });
    open('Remove Step 3: departure');
    expect(asked.spec).toMatchObject({ steps: [{ event: 'arrival' }, { event: 'departure' }] });
  });

  it('shows the event of raw events as an event and not as a filter', async () => {
    const asked = show({
      ...startSpec('table', hints),
      where: [
        ['name', '=', 'departure'],
        ['value', '>', 3],
      ],
    });
    expect(screen.getAllByRole('button', { name: /^Remove (?!the column)/ })).toHaveLength(1);
    open('Event: departure');
    await take('arr', /arrival/);
    expect(asked.spec.where).toEqual([
      ['name', '=', 'arrival'],
      ['value', '>', 3],
    ]);
  });

  it('closes what is open on Escape and gives the focus back', async () => {
    show(startSpec('trend', hints));
    open('Event: departure');
    const search = screen.getByRole('combobox');
    expect(search).toHaveFocus();
    fireEvent.keyDown(search, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(screen.getByRole('button', { name: 'Event: departure' })).toHaveFocus();
  });
});
