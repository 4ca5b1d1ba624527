import fc from 'fast-check';
import type { Context } from '@/lib/context';
import { isAppError } from '@/lib/errors/app-error';
import type { Role } from '@/lib/model/actor';
import { createBreakers } from '@/lib/breaker/create-breakers';
import { createSender } from '@/lib/notify/sending/create-sender';
import { routingKey } from '@/lib/notify/routing/read-routing';
import { createChannel } from '@/lib/notify/verbs/create-channel';
import { getChannel } from '@/lib/notify/verbs/get-channel';
import { listChannels } from '@/lib/notify/verbs/list-channels';
import { removeChannel } from '@/lib/notify/verbs/remove-channel';
import { testChannel } from '@/lib/notify/verbs/test-channel';
import { testChannelInput } from '@/lib/notify/verbs/test-channel-input';
import { updateChannel } from '@/lib/notify/verbs/update-channel';
import type { Store } from '@/lib/store/store';
import { contextOf, moving, servicesOn } from '../auth/world';
import { openTestStore } from '../build/store';
import { user } from '../dashboards/world';
import { workspace } from '../store/contract';
import { channelSecret } from './channel-row';
import { startReceiver, type Receiver } from './receiver';

let store: Store;
let close: () => Promise<void>;
let receiver: Receiver;
let clock: ReturnType<typeof moving>;
let ctx: Context;
const as = (role: Role, workspaceId = 'w'): Context => ({ ...ctx, actor: user(role, { workspaceId }) });

beforeAll(async () => {
  ({ store, close } = await openTestStore());
  for (const id of ['w', 'other']) await store.workspaces.insert(workspace(id));
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await close();
});
beforeEach(() => {
  clock = moving();
  receiver.received.length = 0;
  receiver.replies.length = 0;
  const sender = createSender({ channelSecret, isPrivateAllowed: true, clock });
  const breakers = createBreakers({ clock });
  ctx = contextOf({ ...servicesOn(store, clock), sender, breakers }, user('admin')) as unknown as Context;
});
afterEach(async () => {
  await store.settings.set('w', routingKey, null);
  for (const { id } of await store.channels.list('w')) await store.channels.remove('w', id);
});

const webhook = (change: object = {}) => ({
  name: 'Hook',
  settings: { kind: 'webhook', url: `${receiver.url}/hook` },
  ...change,
});
async function faultsOf(doing: Promise<unknown>) {
  const error: unknown = await doing.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!isAppError(error)) throw new Error('it was done');
  return {
    code: error.code,
    message: error.message,
    fields: Object.fromEntries(error.fields.map((f) => [f.path, f.reason])),
  };
}

describe('a channel', () => {
  it('is made, shown and listed without its secrets, and changed without repeating them', async () => {
    const made = await createChannel(ctx, webhook({ secrets: { signingKey: 'k-123456', authorization: 'Bearer 1' } }));
    expect(made).toEqual({
      id: made.id,
      workspaceId: 'w',
      name: 'Hook',
      isEnabled: true,
      settings: {
        kind: 'webhook',
        url: `${receiver.url}/hook`,
        format: 'sightglass',
        maxAlerts: 0,
        sendResolved: true,
      },
      secrets: ['authorization', 'signingKey'],
      createdAt: clock.now(),
      updatedAt: clock.now(),
    });
    await expect(getChannel(ctx, made)).resolves.toEqual(made);
    await expect(listChannels(ctx)).resolves.toEqual([made]);
    clock.advance(1_000);
    const changed = await updateChannel(ctx, { id: made.id, channel: webhook({ name: 'Hook 2', isEnabled: false }) });
    expect(changed).toMatchObject({ name: 'Hook 2', isEnabled: false, secrets: ['authorization', 'signingKey'] });
    const row = await store.channels.find('w', made.id);
    expect(ctx.sender.unseal(row?.secrets ?? null)).toEqual({ signingKey: 'k-123456', authorization: 'Bearer 1' });
  });

  it('loses a secret that is taken away', async () => {
    const { id } = await createChannel(ctx, webhook({ secrets: { signingKey: 'k', authorization: 'Bearer 1' } }));
    const channel = webhook({ secrets: { authorization: null } });
    await expect(updateChannel(ctx, { id, channel })).resolves.toMatchObject({ secrets: ['signingKey'] });
    await updateChannel(ctx, { id, channel: webhook({ secrets: { signingKey: null } }) });
    await expect(store.channels.find('w', id)).resolves.toMatchObject({ secrets: null, secretNames: [] });
  });

  it('does not take its secrets to another server, where somebody could read them', async () => {
    const { id } = await createChannel(ctx, webhook({ secrets: { signingKey: 'k', authorization: 'Bearer 1' } }));
    const moved = webhook({ settings: { kind: 'webhook', url: 'https://mine.example/hook' } });
    const { code, fields } = await faultsOf(updateChannel(ctx, { id, channel: moved }));
    expect(code).toBe('invalid_input');
    expect(Object.keys(fields)).toEqual(['secrets.authorization']);
    expect(await faultsOf(testChannelInput(ctx, { id, ...moved }))).toMatchObject({ code: 'invalid_input' });
    await updateChannel(ctx, { id, channel: { ...moved, secrets: { authorization: 'Bearer 2' } } });
  });

  it('keeps its kind', async () => {
    const { id } = await createChannel(ctx, webhook());
    const channel = { name: 'Hook', settings: { kind: 'ntfy', topic: 't' } };
    expect((await faultsOf(updateChannel(ctx, { id, channel }))).fields).toHaveProperty(['settings.kind']);
  });

  it('has a name of its own', async () => {
    await createChannel(ctx, webhook());
    expect(await faultsOf(createChannel(ctx, webhook()))).toMatchObject({ code: 'conflict' });
    const { id } = await createChannel(ctx, webhook({ name: 'Another' }));
    expect(await faultsOf(updateChannel(ctx, { id, channel: webhook() }))).toMatchObject({ code: 'conflict' });
    await expect(createChannel(as('admin', 'other'), webhook())).resolves.toMatchObject({ workspaceId: 'other' });
  });

  it('is written down without secrets', async () => {
    const { id } = await createChannel(ctx, webhook({ secrets: { signingKey: 'hush-hush-hush' } }));
    await updateChannel(ctx, { id, channel: webhook({ name: 'B', secrets: { signingKey: 'hush-hush-2' } }) });
    await removeChannel(ctx, { id });
    const entries = (await store.audit.list('w', 500))
      .filter(({ target }) => target === `channel:${id}`)
      .map(({ action }) => action);
    expect(entries.sort()).toEqual(['channel.create', 'channel.remove', 'channel.update']);
    expect(JSON.stringify(await store.audit.list('w', 50))).not.toContain('hush');
  });

  it.each([
    ['slack', {}, {}, 'secrets.webhookUrl'],
    ['slack', {}, { botToken: 'xoxb-1' }, 'settings.channel'],
    ['slack', { channel: '#ops' }, { botToken: 'a\nb' }, 'secrets.botToken'],
    ['slack', {}, { webhookUrl: 'ftp://x' }, 'secrets.webhookUrl'],
    ['teams', {}, {}, 'secrets.webhookUrl'],
    ['discord', {}, {}, 'secrets.webhookUrl'],
    ['telegram', { chatId: '1' }, {}, 'secrets.botToken'],
    ['telegram', { chatId: '1' }, { botToken: '../x' }, 'secrets.botToken'],
    ['telegram', {}, { botToken: '1:a' }, 'settings.chatId'],
    ['pagerduty', {}, {}, 'secrets.routingKey'],
    ['pagerduty', {}, { routingKey: 'short' }, 'secrets.routingKey'],
    ['ntfy', { topic: 'a b' }, {}, 'settings.topic'],
    ['ntfy', { topic: 'a' }, { signingKey: 'x' }, 'secrets.signingKey'],
    ['webhook', {}, {}, 'settings.url'],
    ['webhook', { url: 'https://user:pass@example.com' }, {}, 'settings.url'],
    ['webhook', { url: 'https://example.com' }, { authorization: 'a\r\nb: c' }, 'secrets.authorization'],
    ['email', { to: ['a@b.example'], from: 'c@d.example', host: 'm', user: 'u' }, {}, 'secrets.password'],
    ['email', { to: ['a@b.example'], from: 'c@d.example', host: 'm' }, { password: 'p' }, 'settings.user'],
    ['email', { to: [], from: 'c@d.example', host: 'm' }, {}, 'settings.to'],
  ])('of kind %s with %j and %j names the field %s', async (kind, settings, secrets, path) => {
    const { code, fields } = await faultsOf(
      createChannel(ctx, { name: 'X', settings: { kind, ...settings }, secrets }),
    );
    expect(code).toBe('invalid_input');
    expect(Object.keys(fields)).toEqual([path]);
  });

  it('cannot be removed while the routing sends to it, and the answer says what does', async () => {
    const { id } = await createChannel(ctx, webhook());
    const person = { name: 'Ada', channels: [id] };
    const routing = {
      schedules: [{ name: 'week', timezone: 'UTC', firstWeek: '2026-03-09', people: [person] }],
      receivers: [{ name: 'night', schedules: ['week'] }, { name: 'nobody' }],
      policies: [{ name: 'all', steps: [{ receiver: 'night' }] }, { name: 'none' }],
    };
    await store.settings.set('w', routingKey, { routing, version: 1 });
    expect(await faultsOf(removeChannel(ctx, { id }))).toMatchObject({
      code: 'conflict',
      message: 'This channel is in use by policy "all", receiver "night", schedule "week". Take it out there first.',
    });
    await store.settings.set('w', routingKey, { routing: { policies: [] }, version: 2 });
    await removeChannel(ctx, { id });
    expect(await faultsOf(getChannel(ctx, { id }))).toMatchObject({ code: 'not_found' });
  });

  it('is seen and changed only by those who may, in their own workspace', async () => {
    const { id } = await createChannel(ctx, webhook());
    for (const doing of [
      (of: Context) => listChannels(of),
      (of: Context) => getChannel(of, { id }),
      (of: Context) => createChannel(of, webhook({ name: 'n' })),
      (of: Context) => updateChannel(of, { id, channel: webhook() }),
      (of: Context) => removeChannel(of, { id }),
      (of: Context) => testChannel(of, { id }),
      (of: Context) => testChannelInput(of, webhook()),
    ])
      for (const role of ['viewer', 'editor'] as const)
        expect(await faultsOf(doing(as(role)))).toMatchObject({ code: 'forbidden' });
    const elsewhere = as('admin', 'other');
    await store.channels
      .list('other')
      .then((rows) => Promise.all(rows.map((row) => store.channels.remove('other', row.id))));
    await expect(listChannels(elsewhere)).resolves.toEqual([]);
    for (const doing of [
      getChannel(elsewhere, { id }),
      updateChannel(elsewhere, { id, channel: webhook() }),
      removeChannel(elsewhere, { id }),
      testChannel(elsewhere, { id }),
      testChannelInput(elsewhere, { id, ...webhook() }),
    ])
      expect(await faultsOf(doing)).toMatchObject({ code: 'not_found' });
  });
});

describe('a test message', () => {
  it('is sent at once, saved or not, with the secrets that are stored', async () => {
    const { id } = await createChannel(ctx, webhook({ secrets: { authorization: 'Bearer 1' } }));
    await expect(testChannel(ctx, { id })).resolves.toEqual({ ok: true, tookMs: 0 });
    await testChannelInput(ctx, { id, ...webhook() });
    await testChannelInput(ctx, webhook());
    expect(receiver.received.map(({ headers }) => headers.authorization)).toEqual(['Bearer 1', 'Bearer 1', undefined]);
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
      occasion: 'test',
      workspace: { id: 'w' },
      receiver: 'Hook',
      incident: null,
    });
  });

  it('that is not taken says what the receiver said', async () => {
    const { id } = await createChannel(ctx, webhook());
    receiver.replies.push({ status: 403, body: 'go away' });
    expect(await faultsOf(testChannel(ctx, { id }))).toMatchObject({
      code: 'receiver_failed',
      message: 'The receiver answered 403: go away',
    });
  });

  it('is sent ten times a minute at most, per workspace', async () => {
    for (let sent = 0; sent < 10; sent += 1) await testChannelInput(ctx, webhook());
    expect(await faultsOf(testChannelInput(ctx, webhook()))).toMatchObject({ code: 'rate_limited' });
    await testChannelInput(as('admin', 'other'), webhook());
    clock.advance(60_001);
    await testChannelInput(ctx, webhook());
    expect(receiver.received).toHaveLength(12);
  });
});

it('no secret comes out of any verb, error, audit entry or row', async () => {
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[A-Za-z0-9]{16,32}$/), fc.boolean(), async (secret, isWrong) => {
      const out: unknown[] = [];
      const keep = (doing: Promise<unknown>) =>
        doing.then(
          (value) => void out.push(value),
          (error: unknown) => void out.push((error as Error).message, (error as Error).stack, { ...(error as object) }),
        );
      const secrets = isWrong
        ? { authorization: `${secret}\n`, nothing: secret }
        : { authorization: `Bearer ${secret}`, signingKey: secret };
      await keep(createChannel(ctx, webhook({ secrets })));
      receiver.replies.push(({ headers }) => ({ status: 401, body: `not ${String(headers.authorization)}` }));
      await keep(testChannelInput(ctx, webhook({ secrets })));
      receiver.replies.length = 0;
      await keep(listChannels(ctx));
      for (const { id } of await store.channels.list('w')) {
        await keep(updateChannel(ctx, { id, channel: webhook({ name: 'B', secrets: { signingKey: `${secret}2` } }) }));
        out.push(await store.channels.find('w', id));
        await keep(removeChannel(ctx, { id }));
      }
      out.push(await store.audit.list('w', 5));
      clock.advance(61_000);
      expect(JSON.stringify(out)).not.toContain(secret);
    }),
    { numRuns: 40 },
  );
});
