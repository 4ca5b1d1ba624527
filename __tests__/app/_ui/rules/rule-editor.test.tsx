import { QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { LiveProvider } from '@/app/_data/live-provider';
import { makeQueryClient } from '@/app/_data/make-query-client';
import { RuleEditor } from '@/app/_ui/rules/editor/rule-editor';
import { ruleOf } from '@/lib/alerts/start-rule';
import type { BacktestAnswer, Firing } from '@/lib/model/backtest';
import type { RuleDoc } from '@/lib/model/rule';

const push = jest.fn();
const refresh = jest.fn();
jest.mock('next/navigation', () => ({ useRouter: () => ({ push, refresh }) }));

const silent = { onmessage: null, onerror: null, close: () => undefined };
const minute = 60_000;
const to = Date.UTC(2026, 2, 28);
const from = to - 7 * 86_400_000;

const doc: RuleDoc = ruleOf(
  'Busy',
  {
    kind: 'total',
    measures: [{ agg: 'count', event: 'order' }],
    formulas: [],
    where: [],
    range: { last: '5m' },
    timezone: 'UTC',
  },
  { type: 'threshold', operator: '>', levels: [{ severity: 'critical', value: 60, recovery: 40 }] },
);

function answerWith(alerts: number): BacktestAnswer {
  const starts = Array.from({ length: 100 }, (_, index) => from + index * 100 * minute);
  const values = starts.map((_, index) => index % 100);
  const firings = Array.from({ length: alerts }, (_, index): Firing => {
    const start = from + (index + 1) * 600 * minute;
    const about = { key: '[]', labels: {}, severity: 'critical', value: 70, incident: 'i' } as const;
    return { ...about, from: start, to: start + 30 * minute, because: `${70 + index} > 60` };
  });
  return {
    from,
    to,
    evaluatedEvery: '1m',
    evaluations: 10_080,
    counts: { alerts, incidents: 1, flaps: 0, longestMs: 30 * minute, first: firings[0]?.from ?? null, open: 0 },
    firings,
    chart: { widthMs: 100 * minute, starts, series: [{ key: '[]', labels: {}, low: values, high: values }] },
    note: null,
    tookMs: 12,
  };
}

type Call = { path: string; method: string; body: { doc: RuleDoc; days?: number; version?: number } };
let calls: Call[] = [];
/** What the doors answer, by method and path. */
let doors: Record<string, (call: Call) => { status: number; body: unknown }> = {};

beforeEach(() => {
  calls = [];
  doors = {
    'POST /api/rules/backtest': ({ body }) => {
      const { condition } = body.doc;
      const limit = condition.type === 'threshold' ? (condition.levels[0]?.value ?? 0) : 0;
      return { status: 200, body: answerWith(limit < 50 ? 5 : 2) };
    },
  };
  jest.useFakeTimers();
  jest.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const path = input as string;
    const call = {
      path,
      method: init?.method ?? 'GET',
      body: JSON.parse((init?.body as string | undefined) ?? '{}') as Call['body'],
    };
    calls.push(call);
    const { status, body } = doors[`${call.method} ${path}`]?.(call) ?? {
      status: 200,
      body: { kind: 'events', events: [] },
    };
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    return Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': type } }));
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

function show(saved: { id: string; version: number } | null = { id: 'r1', version: 3 }) {
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <LiveProvider workspace="main" options={{ openStream: () => ({ ...silent }) }}>
        <RuleEditor workspace="main" timezone="UTC" doc={doc} saved={saved} backtest={answerWith(2)} />
      </LiveProvider>
    </QueryClientProvider>,
  );
}

const line = (name = 'Critical threshold') => screen.getByRole('slider', { name });
/** The DOM of these tests has no pointer events of its own. */
const point = (type: string, clientY: number) =>
  fireEvent(line(), new MouseEvent(type, { bubbles: true, cancelable: true, button: 0, clientY }));
const field = () => screen.getByLabelText<HTMLInputElement>('Fires at');
const backtests = () => calls.filter(({ path }) => path === '/api/rules/backtest');
const rest = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

describe('the line on the chart', () => {
  it('is the same as the number in the field, by keys and by typing', () => {
    show();
    expect(line()).toHaveAttribute('aria-valuenow', '60');
    const before = Number(field().value);
    fireEvent.keyDown(line(), { key: 'ArrowUp' });
    expect(Number(field().value)).toBeGreaterThan(before);
    expect(line()).toHaveAttribute('aria-valuenow', field().value);
    fireEvent.change(field(), { target: { value: '45,5' } });
    expect(line()).toHaveAttribute('aria-valuenow', '45.5');
    expect(screen.getByText('Fires above 45.5.')).toBeInTheDocument();
  });

  it('is dragged by the pointer, and takes its recovery along', () => {
    show();
    point('pointerdown', 100);
    point('pointermove', 180);
    point('pointerup', 0);
    const moved = Number(field().value);
    expect(moved).toBeLessThan(60);
    expect(moved).toBeGreaterThan(0);
    expect(Number(line('Critical recovery threshold').getAttribute('aria-valuenow'))).toBeLessThanOrEqual(moved);
    point('pointermove', 20);
    expect(Number(field().value)).toBe(moved);
  });

  it('does not move the axis while it is held', () => {
    show();
    const top = () => line().style.top;
    point('pointerdown', 100);
    point('pointermove', 99);
    const max = line().getAttribute('aria-valuemax');
    point('pointermove', 40);
    expect(line().getAttribute('aria-valuemax')).toBe(max);
    expect(top()).not.toBe('');
    point('pointerup', 0);
  });
});

describe('the backtest', () => {
  it('is not asked for what the server has said already', async () => {
    show();
    await rest(1_000);
    expect(backtests()).toEqual([]);
    expect(screen.getByTestId('backtest')).toHaveTextContent(
      'Would have fired 2 times in the last 7 days (1 incident).',
    );
  });

  it('follows once the typing rests, and is asked once for many letters', async () => {
    show();
    for (const value of ['4', '45', '45.5']) fireEvent.change(field(), { target: { value } });
    await rest(200);
    expect(backtests()).toEqual([]);
    await rest(100);
    expect(backtests()).toHaveLength(1);
    await waitFor(() => expect(screen.getByTestId('backtest')).toHaveTextContent('fired 5 times'));
    expect(screen.getAllByRole('listitem').length).toBeGreaterThanOrEqual(5);
  });

  it('is written in the unit of the rule, which needs no other answer', async () => {
    show();
    fireEvent.change(screen.getByLabelText('Written as'), { target: { value: 'percent' } });
    expect(line()).toHaveAttribute('aria-valuetext', '60 %');
    await rest(1_000);
    expect(backtests()).toEqual([]);
  });

  it('is not asked again for a name or a summary', async () => {
    show();
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Very busy' } });
    fireEvent.change(screen.getByLabelText('Summary'), { target: { value: 'Too many orders' } });
    await rest(1_000);
    expect(backtests()).toEqual([]);
    expect(screen.getByText('Not saved yet')).toBeInTheDocument();
  });

  it('keeps the last answer and names what is wrong at its field', async () => {
    doors['POST /api/rules/backtest'] = () => ({
      status: 422,
      body: {
        code: 'invalid_input',
        detail: 'The rule cannot be used',
        errors: [{ path: 'condition.levels.0.recovery', reason: 'With > the recovery threshold lies below the value' }],
      },
    });
    show();
    fireEvent.change(screen.getByLabelText('Ends at'), { target: { value: '90' } });
    await rest(300);
    const level = screen.getByRole('group', { name: 'Level Critical' });
    await waitFor(() => expect(within(level).getByRole('alert')).toHaveTextContent('lies below the value'));
    expect(screen.getByTestId('backtest')).toHaveTextContent('fired 2 times');
  });

  it('shows a firing close up, and all of it again', () => {
    show();
    const firing = within(screen.getByRole('list', { name: 'Firings' })).getAllByRole('button')[0];
    if (!firing) throw new Error('no firing');
    fireEvent.click(firing);
    expect(firing).toHaveAttribute('aria-pressed', 'true');
    fireEvent.click(screen.getByRole('button', { name: 'All of it' }));
    expect(firing).toHaveAttribute('aria-pressed', 'false');
  });
});

describe('saving', () => {
  const saved = (version: number) => ({ status: 200, body: { id: 'r1', version, doc } });

  it('sends the version that the draft was made from, by Ctrl+S too', async () => {
    doors['PUT /api/rules/r1'] = ({ body }) => ({ status: 200, body: { id: 'r1', version: 4, doc: body.doc } });
    show();
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Very busy' } });
    fireEvent.keyDown(document, { key: 's', ctrlKey: true });
    await waitFor(() => expect(screen.getByText('Saved')).toBeInTheDocument());
    expect(calls.find(({ method }) => method === 'PUT')?.body).toMatchObject({
      version: 3,
      doc: { name: 'Very busy' },
    });
  });

  it('makes a new rule and goes to its page', async () => {
    doors['POST /api/rules'] = () => ({ status: 201, body: { id: 'r9', version: 1, doc } });
    show(null);
    fireEvent.click(screen.getByRole('button', { name: 'Create the rule' }));
    await waitFor(() => expect(push).toHaveBeenCalledWith('/alerts/r9?workspace=main'));
  });

  it('says who was faster and lets one choose', async () => {
    doors['PUT /api/rules/r1'] = ({ body }) =>
      body.version === 5
        ? saved(6)
        : { status: 409, body: { code: 'conflict', detail: 'Ada saved version 5 of this rule at 10:00.' } };
    doors['GET /api/rules/r1'] = () => ({ status: 200, body: { rule: { id: 'r1', version: 5, doc }, series: [] } });
    show();
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Mine' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    const dialog = await screen.findByRole('dialog', { name: 'Somebody saved before you' });
    expect(dialog).toHaveTextContent('Ada saved version 5');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Replace theirs by mine' }));
    const puts = () => calls.filter(({ method }) => method === 'PUT');
    await waitFor(() => expect(puts().at(-1)?.body).toMatchObject({ version: 5, doc: { name: 'Mine' } }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });
});

it('changes the kind of condition and keeps to those that fit the question', () => {
  show();
  fireEvent.click(screen.getByRole('radio', { name: 'Change' }));
  expect(screen.getByText('Fires on a change of 50 % against the time before.')).toBeInTheDocument();
  expect(screen.getByRole('slider', { name: 'Warning threshold downwards' })).toHaveAttribute('aria-valuenow', '-50');
  expect(screen.queryByRole('radio', { name: 'Rows' })).not.toBeInTheDocument();
});
