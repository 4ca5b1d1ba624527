import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { makeQueryClient } from '@/app/_data/make-query-client';
import { ChannelList } from '@/app/_ui/notifications/channels/channel-list';
import { DeliveryList } from '@/app/_ui/notifications/deliveries/delivery-list';
import { RoutingEditor } from '@/app/_ui/notifications/routing/routing-editor';
import { SilenceList } from '@/app/_ui/notifications/silences/silence-list';
import type { Channel } from '@/lib/model/channel';
import type { Delivery } from '@/lib/model/notification';
import { routingSchema } from '@/lib/model/routing';
import { hourMs } from '@/lib/time/duration';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push: () => undefined }) }));

const now = Date.parse('2026-11-25T12:00:00Z');
type Asked = { method: string; path: string; body: unknown };
type Answer = { status?: number; body?: unknown };

/** Answers the doors of the portal; what is not named is not there. Gives back what was asked. */
function doors(answers: Record<string, (body: unknown) => Answer>): Asked[] {
  const asked: Asked[] = [];
  jest.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const method = init?.method ?? 'GET';
    const path = input as string;
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    asked.push({ method, path, body });
    const { status = 200, body: answer = {} } = answers[`${method} ${path}`]?.(body) ?? { status: 404, body: {} };
    if (status === 204) return Promise.resolve(new Response(null, { status }));
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    return Promise.resolve(new Response(JSON.stringify(answer), { status, headers: { 'content-type': type } }));
  });
  return asked;
}
const problem = (status: number, code: string, detail: string, errors: unknown[] = []): Answer => ({
  status,
  body: { type: 'about:blank', title: '', status, code, detail, errors },
});
const show = (page: ReactNode) => render(<QueryClientProvider client={makeQueryClient()}>{page}</QueryClientProvider>);
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
async function choose(menu: string, item: string) {
  fireEvent.keyDown(screen.getByRole('button', { name: `Menu of ${menu}` }), { key: 'Enter' });
  fireEvent.click(await screen.findByRole('menuitem', { name: item }));
}
const written = (asked: Asked[]) => asked.filter(({ method }) => method !== 'GET');
afterEach(() => jest.restoreAllMocks());

const routing = routingSchema.parse({
  receivers: [{ name: 'Ops', channels: ['c1'] }, { name: 'Lead' }],
  policies: [
    { name: 'Critical', matchers: [{ name: 'severity', value: 'critical' }], steps: [{ receiver: 'Ops' }] },
    { name: 'Rest', steps: [{ receiver: 'Ops' }, { after: '10m', receiver: 'Lead' }] },
  ],
});
const channels = [{ id: 'c1', name: 'Ops hook', isEnabled: true, kind: 'webhook' as const }];
const editor = (canManage = true) => (
  <RoutingEditor workspace="main" timezone="UTC" state={{ routing, version: 4 }} {...{ channels, canManage }} />
);
const policyNames = () =>
  within(screen.getByRole('list', { name: 'Policies' }))
    .getAllByRole('heading', { level: 3 })
    .map((heading) => heading.textContent);
const bar = () => screen.getByRole('region', { name: 'Unsaved changes' });

describe('who is told', () => {
  it('says it in words, and what stands in the way', () => {
    doors({});
    show(editor());
    const summary = screen.getByRole('region', { name: 'Summary' });
    expect(summary).toHaveTextContent('Critical: Ops at once.');
    expect(summary).toHaveTextContent('Everything else: Ops at once, then Lead after 10 min.');
    expect(summary).toHaveTextContent('“Lead” has no channel, so nobody hears what is sent to it.');
  });

  it('moves a policy by its button and saves the whole document with its version', async () => {
    const asked = doors({ 'PUT /api/routing': (body) => ({ body: { ...(body as object), version: 5 } }) });
    show(editor());
    press('Move Rest up');
    expect(policyNames()).toEqual(['Rest', 'Critical']);
    expect(screen.getByText('Rest is now number 1 of 2.')).toBeInTheDocument();
    fireEvent.click(within(bar()).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Unsaved changes' })).not.toBeInTheDocument());
    const [saved] = written(asked);
    expect(saved).toMatchObject({ method: 'PUT', body: { version: 4, routing: { receivers: routing.receivers } } });
  });

  it('takes a policy away and puts it back', async () => {
    doors({});
    show(editor());
    await choose('Critical', 'Delete');
    expect(policyNames()).toEqual(['Rest']);
    fireEvent.click(within(bar()).getByRole('button', { name: 'Undo' }));
    expect(policyNames()).toEqual(['Critical', 'Rest']);
    expect(screen.queryByRole('region', { name: 'Unsaved changes' })).not.toBeInTheDocument();
  });

  it('puts a new policy above the one that takes everything, and not before it is whole', async () => {
    doors({});
    show(editor());
    press('Add a policy');
    const form = screen.getByRole('dialog');
    fireEvent.change(within(form).getByLabelText('Name'), { target: { value: 'Critical' } });
    fireEvent.click(within(form).getByRole('button', { name: 'Add a label' }));
    fireEvent.change(within(form).getByLabelText('Value'), { target: { value: 'warning' } });
    fireEvent.click(within(form).getByRole('button', { name: 'Add the policy' }));
    expect(within(form).getByText('This name is taken')).toBeInTheDocument();
    fireEvent.change(within(form).getByLabelText('Name'), { target: { value: 'Warnings' } });
    fireEvent.click(within(form).getByRole('button', { name: 'Add the policy' }));
    await waitFor(() => expect(policyNames()).toEqual(['Critical', 'Warnings', 'Rest']));
  });

  it('shows faults of the portal at the part they are about', async () => {
    const fault = { path: 'policies.1.steps.0.receiver', reason: 'There is no such receiver' };
    doors({ 'PUT /api/routing': () => problem(400, 'invalid_input', 'It cannot be saved', [fault]) });
    show(editor());
    await choose('Rest', 'Duplicate');
    fireEvent.click(within(bar()).getByRole('button', { name: 'Save' }));
    const card = await screen.findByRole('region', { name: 'Rest' });
    expect(await within(card).findByText('There is no such receiver')).toBeInTheDocument();
    expect(bar()).toHaveTextContent('One field needs another look');
  });

  it('lets one choose when somebody else saved first', async () => {
    let isFirst = true;
    const asked = doors({
      'GET /api/routing': () => ({ body: { routing: { ...routing, inhibitions: [] }, version: 9 } }),
      'PUT /api/routing': (body) => {
        if (!isFirst) return { body: { ...(body as object), version: 10 } };
        isFirst = false;
        return problem(409, 'conflict', 'ada@example.com saved version 9 of this at 2026-11-25 11:59 UTC.');
      },
    });
    show(editor());
    press('Move Rest up');
    fireEvent.click(within(bar()).getByRole('button', { name: 'Save' }));
    const choice = await screen.findByRole('dialog', { name: 'Somebody saved before you' });
    expect(choice).toHaveTextContent('ada@example.com saved version 9');
    fireEvent.click(within(choice).getByRole('button', { name: 'Save mine over theirs' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(written(asked).map(({ body }) => (body as { version: number }).version)).toEqual([4, 9]);
    expect(policyNames()).toEqual(['Rest', 'Critical']);
  });

  it('says who would be told at which time, and what would hold it back', async () => {
    const tried = {
      policies: [
        {
          policy: 'Critical',
          groupKey: 'incident',
          repeatMs: 4 * hourMs,
          heldBack: ['Silenced by ada@example.com until 13:00: work'],
          steps: [{ receiver: 'Ops', at: now + 30_000, channels: ['c1'], onCall: ['Ada'] }],
        },
      ],
    };
    const asked = doors({ 'POST /api/routing/try': () => ({ body: tried }) });
    show(editor());
    press('Try these labels');
    const result = await screen.findByRole('list', { name: 'What would become of it' });
    expect(result).toHaveTextContent('Ops (Ada)');
    expect(result).toHaveTextContent('Wed, Nov 25, 12:00:30');
    expect(within(result).getByRole('list', { name: 'Held back' })).toHaveTextContent('Silenced by ada');
    expect(written(asked)).toMatchObject([{ body: { labels: { severity: 'critical' } } }]);
  });

  it('can only be read by those who do not manage it', () => {
    doors({});
    show(editor(false));
    expect(policyNames()).toEqual(['Critical', 'Rest']);
    expect(screen.queryByRole('button', { name: /Add a policy|Menu of|Move|Change|Delete/ })).not.toBeInTheDocument();
  });
});

const hook: Channel = {
  id: 'c1',
  workspaceId: 'w',
  name: 'Ops hook',
  isEnabled: true,
  settings: { kind: 'webhook', url: 'https://example.com/a', format: 'sightglass', maxAlerts: 0, sendResolved: true },
  secrets: ['signingKey'],
  createdAt: 0,
  updatedAt: 0,
};

describe('channels', () => {
  const list = () => (
    <ChannelList workspace="main" channels={[hook]} last={{}} canManage isAdding={false} renderedAt={now} />
  );

  it('say what the receiver answered to a test', async () => {
    let isGone = false;
    doors({
      'POST /api/channels/c1/test': () =>
        isGone ? problem(502, 'internal', 'Not sent: example.com answered 410') : { body: { ok: true, tookMs: 120 } },
    });
    show(list());
    press('Send a test to Ops hook');
    expect(await screen.findByText(/The test arrived/)).toHaveTextContent('(120 ms)');
    isGone = true;
    press('Send a test to Ops hook');
    expect(await screen.findByText(/answered 410/)).toHaveTextContent('The test did not arrive.');
  });

  it('keep a secret that is left empty, and never show it', async () => {
    const asked = doors({ 'PUT /api/channels/c1': () => ({ body: hook }) });
    show(list());
    await choose('Ops hook', 'Change');
    const secret = screen.getByLabelText(/Signing key/);
    expect(secret).toHaveValue('');
    expect(secret).toHaveAttribute('type', 'password');
    expect(secret).toHaveAttribute('placeholder', 'Set. Leave it empty to keep it');
    press('Save');
    await waitFor(() => expect(written(asked)).toMatchObject([{ body: { name: 'Ops hook', secrets: {} } }]));
  });

  it('turn back when the portal does not switch them, and name who uses them when they are to go', async () => {
    doors({
      'PUT /api/channels/c1': () => problem(403, 'forbidden', 'Your role does not allow this'),
      'DELETE /api/channels/c1': () => problem(409, 'conflict', 'This channel is in use by the receiver Ops.'),
    });
    show(list());
    await choose('Ops hook', 'Switch off');
    expect(await screen.findByText('Your role does not allow this')).toBeInTheDocument();
    expect(screen.queryByText('Off')).not.toBeInTheDocument();
    await choose('Ops hook', 'Delete');
    press('Delete the channel');
    expect(await screen.findByText('This channel is in use by the receiver Ops.')).toBeInTheDocument();
  });
});

describe('silences', () => {
  const silence = {
    id: 's1',
    workspaceId: 'w',
    matchers: [{ name: 'service', value: 'checkout', isEqual: true, isRegex: false }],
    startsAt: now - hourMs,
    endsAt: now + 10 * 365 * 24 * hourMs,
    createdBy: 'ada@example.com',
    comment: 'Planned work',
    updatedAt: 0,
  };
  const list = (parts: Partial<Parameters<typeof SilenceList>[0]> = {}) => (
    <SilenceList
      workspace="main"
      timezone="UTC"
      silences={[silence]}
      prefill={[]}
      canWrite
      renderedAt={now}
      {...parts}
    />
  );

  it('begin with the labels of the link and show what they would mute', async () => {
    const alert = { id: 'a', labels: { alertname: 'Slow', service: 'cart' }, startsAt: now, because: 'p95 is 900 ms' };
    const asked = doors({
      'POST /api/silences/preview': () => ({ body: { now: [alert], past: { count: 12, alerts: [alert] } } }),
      'POST /api/silences': (body) => ({ body: { ...silence, ...(body as object), id: 's2' } }),
    });
    show(list({ silences: [], prefill: [{ name: 'service', value: 'cart', isEqual: true, isRegex: false }] }));
    expect(await screen.findByText('Mutes 1 alert right now')).toBeInTheDocument();
    expect(screen.getByText('Would have muted 12 alerts in the last 7 days')).toBeInTheDocument();
    expect(screen.getAllByText('Slow, service=cart')).toHaveLength(2);
    press('Silence');
    expect(screen.getByText('Say why, for those who come after you')).toBeInTheDocument();
    fireEvent.change(screen.getByLabelText('Why'), { target: { value: 'Known' } });
    fireEvent.click(screen.getByLabelText('4 h'));
    press('Silence');
    expect(await screen.findByText('Known')).toBeInTheDocument();
    const made = written(asked).find(({ path }) => path === '/api/silences')?.body as {
      startsAt: number;
      endsAt: number;
    };
    expect(made.endsAt - made.startsAt).toBe(4 * hourMs);
  });

  it('end at once, and come back as a new one', async () => {
    const asked = doors({
      'DELETE /api/silences/s1': () => ({ status: 204 }),
      'POST /api/silences': (body) => ({ body: { ...silence, ...(body as object), id: 's2' } }),
    });
    show(list());
    press('End now: Planned work');
    expect(await screen.findByText('The silence “Planned work” was ended.')).toBeInTheDocument();
    expect(screen.getByText('Nothing is silenced')).toBeInTheDocument();
    press('Undo');
    await waitFor(() => expect(screen.queryByText('Nothing is silenced')).not.toBeInTheDocument());
    expect(written(asked).map(({ method }) => method)).toEqual(['DELETE', 'POST']);
  });

  it('go on when the portal does not end them', async () => {
    doors({ 'DELETE /api/silences/s1': () => problem(503, 'store_unavailable', 'The store is not available') });
    show(list());
    press('End now: Planned work');
    expect(await screen.findByText('The store is not available')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'End now: Planned work' })).toBeInTheDocument();
  });

  it('can only be read by viewers', () => {
    doors({});
    show(list({ canWrite: false, prefill: silence.matchers }));
    expect(screen.getByText('Planned work')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('deliveries', () => {
  const delivery = (id: string, parts: Partial<Delivery>): Delivery => ({
    id,
    workspaceId: 'w',
    channelId: 'c1',
    groupId: null,
    incidentId: 'i1',
    idempotencyKey: `key-${id}`,
    message: {
      workspace: { id: 'w', name: 'main' },
      occasion: 'new',
      policy: 'Critical',
      receiver: 'Ops',
      status: 'firing',
      groupKey: 'g',
      groupLabels: {},
      incident: { id: 'i1', number: 12, title: 'Checkout errors', severity: 'critical', status: 'triage', url: '' },
      alerts: [],
      chartSvg: null,
      at: now,
    },
    status: 'sent',
    attempts: 1,
    nextAttemptAt: now,
    lastError: null,
    createdAt: now,
    sentAt: now,
    ...parts,
  });
  const list = () => (
    <DeliveryList
      workspace="main"
      timezone="UTC"
      deliveries={[
        delivery('d1', {}),
        delivery('d2', { status: 'dead', attempts: 8, lastError: 'example.com answered 410', sentAt: null }),
      ]}
      channels={{ c1: 'Ops hook' }}
      isFiltered={false}
      canManage
      renderedAt={now}
    />
  );

  it('have what nobody got on top, with its reason, and send it again', async () => {
    const asked = doors({ 'POST /api/deliveries/d2/resend': () => ({ body: {} }) });
    show(list());
    const failed = screen.getByRole('region', { name: 'Failed' });
    expect(failed).toHaveTextContent('8 attempts: example.com answered 410');
    expect(within(failed).getByRole('link', { name: '#12 Checkout errors' })).toHaveAttribute('href', '/incidents/i1');
    press('Send again to Ops hook');
    await waitFor(() => expect(written(asked)).toHaveLength(1));
  });

  it('are discarded with a way back', async () => {
    const asked = doors({
      'POST /api/deliveries/d2/discard': () => ({ body: {} }),
      'POST /api/deliveries/d2/resend': () => ({ body: {} }),
    });
    show(list());
    press('Discard the message to Ops hook');
    expect(await screen.findByText('The message was discarded.')).toBeInTheDocument();
    press('Undo');
    await waitFor(() => expect(written(asked).map(({ path }) => path)).toContain('/api/deliveries/d2/resend'));
  });

  it('show what a message says', () => {
    doors({});
    show(list());
    fireEvent.click(screen.getAllByRole('button', { name: /show the message/ })[0] as HTMLElement);
    const message = screen.getByRole('dialog', { name: '#12 Checkout errors' });
    expect(message).toHaveTextContent('The receiver said: example.com answered 410');
    expect(message).toHaveTextContent('key-d2');
  });
});
