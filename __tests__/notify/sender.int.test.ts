import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import fc from 'fast-check';
import type { ChannelSecrets, ChannelSettings } from '@/lib/model/channel';
import type { Notification } from '@/lib/model/notification';
import { createSender } from '@/lib/notify/sending/create-sender';
import { isSendError, type SendError } from '@/lib/notify/sending/sender';
import { movableClock } from '../build/ingest';
import { channelRow, channelSecret } from './channel-row';
import { message, resolved, startedAt, svg } from './message';
import { startReceiver, type Receiver } from './receiver';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.received.length = 0;
  receiver.replies.length = 0;
});

const clock = movableClock(startedAt);
const sender = createSender({ channelSecret, isPrivateAllowed: true, clock });
const bodies = () => receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

type Options = { thread?: string | null; of?: Notification };
function send(settings: ChannelSettings, secrets: ChannelSecrets, { thread = null, of = message() }: Options = {}) {
  return sender.send(channelRow(sender, settings, secrets), of, { idempotencyKey: 'key-1', thread });
}
async function faultOf(sending: Promise<unknown>): Promise<SendError> {
  const error: unknown = await sending.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!isSendError(error)) throw new Error('it was sent');
  return error;
}

describe('a webhook', () => {
  const settings: ChannelSettings = {
    kind: 'webhook',
    get url() {
      return `${receiver.url}/hook`;
    },
    format: 'sightglass',
    maxAlerts: 0,
    sendResolved: true,
  };

  it('can be verified by who gets it: signature over time and body, and a key that names the message', async () => {
    await expect(send(settings, { signingKey: 'shared', authorization: 'Basic eDp5' })).resolves.toEqual({
      thread: null,
    });
    const [{ headers, body } = { headers: {} as IncomingHttpHeaders, body: '' }] = receiver.received;
    const time = String(headers['x-sightglass-timestamp']);
    const expected = createHmac('sha256', 'shared').update(`${time}.${body}`).digest('hex');
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-sightglass-signature': `sha256=${expected}`,
      'x-sightglass-timestamp': String(startedAt / 1_000),
      'idempotency-key': 'key-1',
      authorization: 'Basic eDp5',
      'user-agent': 'Sightglass',
    });
    expect(JSON.parse(body)).toMatchObject({ version: 1, id: 'key-1', status: 'firing' });
  });

  it('has no signature without a key', async () => {
    await send(settings, {});
    expect(receiver.received[0]?.headers).not.toHaveProperty('x-sightglass-signature');
    expect(receiver.received[0]?.headers).not.toHaveProperty('authorization');
  });

  it('speaks like Alertmanager when asked to', async () => {
    await send({ ...settings, format: 'alertmanager', maxAlerts: 1 }, {}, { of: resolved() });
    expect(bodies()[0]).toMatchObject({
      version: '4',
      status: 'resolved',
      receiver: 'on call',
      externalURL: 'https://portal.example',
      truncatedAlerts: 0,
    });
  });

  it('honours when the receiver wants to be asked again', async () => {
    receiver.replies.push({ status: 429, headers: { 'retry-after': '30' }, body: 'slow down' });
    expect(await faultOf(send(settings, {}))).toMatchObject({
      message: 'The receiver answered 429: slow down',
      isPermanent: false,
      retryAfterMs: 30_000,
    });
  });
});

describe('Slack', () => {
  const hook: ChannelSettings = { kind: 'slack', sendResolved: true };
  const bot = (): ChannelSettings => ({
    kind: 'slack',
    channel: '#ops',
    apiUrl: `${receiver.url}/api`,
    sendResolved: true,
  });
  const posted = { body: JSON.stringify({ ok: true, channel: 'C1', ts: '171.5' }) };

  it('gets blocks through an incoming webhook', async () => {
    receiver.replies.push({ body: 'ok' });
    await expect(send(hook, { webhookUrl: `${receiver.url}/services/T/B/x` })).resolves.toEqual({ thread: null });
    expect(receiver.received[0]?.path).toBe('/services/T/B/x');
    expect(bodies()[0]).toHaveProperty('blocks');
  });

  it('gets later messages in the thread of the first, and loud ones in the channel, too', async () => {
    receiver.replies.push(posted, posted);
    const { thread } = await send(bot(), { botToken: 'xoxb-1' });
    expect(thread).toBe('#ops 171.5');
    await expect(send(bot(), { botToken: 'xoxb-1' }, { thread, of: resolved() })).resolves.toEqual({ thread });
    expect(receiver.received.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/api/chat.postMessage', 'Bearer xoxb-1'],
      ['/api/chat.postMessage', 'Bearer xoxb-1'],
    ]);
    expect(bodies()[0]).toMatchObject({ channel: '#ops' });
    expect(bodies()[0]).not.toHaveProperty('thread_ts');
    expect(bodies()[1]).toMatchObject({ channel: '#ops', thread_ts: '171.5', reply_broadcast: true });
  });

  it('starts a new thread when another channel is set now', async () => {
    receiver.replies.push(posted);
    await send(bot(), { botToken: 'xoxb-1' }, { thread: '#other 99.1' });
    expect(bodies()[0]).not.toHaveProperty('thread_ts');
  });

  it('gets the chart into the thread', async () => {
    receiver.replies.push(
      posted,
      { body: JSON.stringify({ ok: true, upload_url: `${receiver.url}/upload/1`, file_id: 'F1' }) },
      { body: 'OK' },
      { body: JSON.stringify({ ok: true }) },
    );
    await send(bot(), { botToken: 'xoxb-1' }, { of: message({ chartSvg: svg }) });
    expect(receiver.received.map(({ method, path }) => `${method} ${path.replace(/length=\d+/, 'length=n')}`)).toEqual([
      'POST /api/chat.postMessage',
      'GET /api/files.getUploadURLExternal?filename=chart.png&length=n',
      'POST /upload/1',
      'POST /api/files.completeUploadExternal',
    ]);
    expect(receiver.received[2]?.headers).not.toHaveProperty('authorization');
    expect(JSON.parse(receiver.received[3]?.body ?? '')).toEqual({
      files: [{ id: 'F1', title: 'Chart' }],
      channel_id: 'C1',
      thread_ts: '171.5',
    });
  });

  it('that takes the message but not the chart has taken it; only a test says so', async () => {
    const refused = { body: JSON.stringify({ ok: false, error: 'missing_scope' }) };
    receiver.replies.push(posted, refused, posted, refused);
    await expect(send(bot(), { botToken: 'x' }, { of: message({ chartSvg: svg }) })).resolves.toHaveProperty('thread');
    const test = message({ chartSvg: svg, occasion: 'test' });
    expect((await faultOf(send(bot(), { botToken: 'x' }, { of: test }))).message).toContain('missing_scope');
  });

  it.each([
    ['channel_not_found', true],
    ['invalid_auth', true],
    ['ratelimited', false],
    ['internal_error', false],
  ])('that answers %s refuses it for good: %p', async (error, isPermanent) => {
    receiver.replies.push({ body: JSON.stringify({ ok: false, error }) });
    const fault = await faultOf(send(bot(), { botToken: 'x' }));
    expect(fault).toMatchObject({ isPermanent, message: `Slack refused it: ${error}` });
  });
});

describe('Teams', () => {
  const settings: ChannelSettings = { kind: 'teams', sendResolved: true };
  it('gets a card', async () => {
    receiver.replies.push({ status: 202, body: '' });
    await send(settings, { webhookUrl: `${receiver.url}/workflows/1?sig=abc` });
    expect(receiver.received[0]?.path).toBe('/workflows/1?sig=abc');
    expect(bodies()[0]).toMatchObject({ type: 'message' });
  });

  it('that answers 200 to what it could not deliver has not taken it', async () => {
    const body = 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429';
    receiver.replies.push({ body }, { body: body.replace('429', '413') });
    const secrets = { webhookUrl: receiver.url };
    expect(await faultOf(send(settings, secrets))).toMatchObject({ isPermanent: false });
    expect(await faultOf(send(settings, secrets))).toMatchObject({ isPermanent: true });
  });
});

describe('Discord', () => {
  const settings: ChannelSettings = { kind: 'discord', sendResolved: true };
  const secrets = () => ({ webhookUrl: `${receiver.url}/api/webhooks/1/token?thread_id=7` });

  it('keeps the first message up to date and gets each later one as a new message', async () => {
    receiver.replies.push({ body: JSON.stringify({ id: '42' }) }, {}, { body: JSON.stringify({ id: '43' }) });
    const { thread } = await send(settings, secrets());
    expect(thread).toBe('42');
    await expect(send(settings, secrets(), { thread, of: resolved() })).resolves.toEqual({ thread: '42' });
    expect(receiver.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/webhooks/1/token?thread_id=7&wait=true',
      'PATCH /api/webhooks/1/token/messages/42?thread_id=7',
      'POST /api/webhooks/1/token?thread_id=7&wait=true',
    ]);
    expect(bodies()[1]).toMatchObject({ embeds: [{ color: 0x16a34a }], allowed_mentions: { parse: [] } });
  });

  it('gets the new message when the first was removed', async () => {
    receiver.replies.push({ status: 404, body: '{"message":"Unknown Message"}' }, { body: '{"id":"43"}' });
    await send(settings, secrets(), { thread: '42' });
    expect(receiver.received).toHaveLength(2);
  });
});

describe('Telegram', () => {
  const settings = (): ChannelSettings => ({
    kind: 'telegram',
    chatId: '-100123',
    apiUrl: receiver.url,
    sendResolved: true,
  });

  it('gets later messages as answers to the first', async () => {
    receiver.replies.push({ body: JSON.stringify({ ok: true, result: { message_id: 7 } }) });
    const { thread } = await send(settings(), { botToken: '123:ABC' });
    expect(thread).toBe('7');
    await send(settings(), { botToken: '123:ABC' }, { thread, of: resolved() });
    expect(receiver.received[0]?.path).toBe('/bot123:ABC/sendMessage');
    expect(bodies()[0]).toMatchObject({
      chat_id: '-100123',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
    expect(bodies()[1]).toMatchObject({
      reply_parameters: { message_id: 7, allow_sending_without_reply: true },
    });
  });

  it('says what is wrong without the token', async () => {
    const body = '{"ok":false,"error_code":400,"description":"Bad Request: chat not found for 123:ABC"}';
    receiver.replies.push({ status: 400, body });
    expect((await faultOf(send(settings(), { botToken: '123:ABC' }))).message).toBe(
      'The receiver answered 400: Bad Request: chat not found for …',
    );
  });
});

describe('PagerDuty and ntfy', () => {
  it('PagerDuty gets events', async () => {
    receiver.replies.push({ status: 202 });
    await send({ kind: 'pagerduty', apiUrl: receiver.url, sendResolved: true }, { routingKey: 'R'.repeat(32) });
    expect(receiver.received[0]?.path).toBe('/v2/enqueue');
    expect(bodies()[0]).toMatchObject({ event_action: 'trigger' });
  });

  it('ntfy gets JSON at its root, with the token when there is one', async () => {
    await send({ kind: 'ntfy', server: receiver.url, topic: 'ops', sendResolved: true }, { token: 'tk_1' });
    expect(receiver.received[0]).toMatchObject({ path: '/', headers: { authorization: 'Bearer tk_1' } });
    expect(bodies()[0]).toMatchObject({ topic: 'ops' });
  });
});

describe('a dead man’s switch', () => {
  it('is told that all is well, and complains when it is not heard', async () => {
    await sender.ping(`${receiver.url}/ping/1`);
    expect(receiver.received[0]).toMatchObject({ method: 'GET', path: '/ping/1' });
    receiver.replies.push({ status: 404, body: 'no such check' });
    expect((await faultOf(sender.ping(receiver.url))).message).toBe('The receiver answered 404: no such check');
  });
});

describe('secrets', () => {
  it('are missed in words', async () => {
    const fault = await faultOf(send({ kind: 'pagerduty', sendResolved: true }, {}));
    expect(fault).toMatchObject({ message: 'This channel has no integration key. Enter it again.', isPermanent: true });
  });

  it('never come out in an error, whatever the receiver repeats', async () => {
    const word = fc.stringMatching(/^[A-Za-z0-9_-]{12,40}$/);
    const kinds = fc.constantFrom<(secret: string) => [ChannelSettings, ChannelSecrets]>(
      (secret) => [
        { kind: 'webhook', url: receiver.url, format: 'sightglass', maxAlerts: 0, sendResolved: true },
        { authorization: `Bearer ${secret}`, signingKey: secret },
      ],
      (secret) => [{ kind: 'slack', sendResolved: true }, { webhookUrl: `${receiver.url}/services/${secret}` }],
      (secret) => [{ kind: 'slack', channel: 'x', apiUrl: receiver.url, sendResolved: true }, { botToken: secret }],
      (secret) => [{ kind: 'teams', sendResolved: true }, { webhookUrl: `${receiver.url}/w?sig=${secret}` }],
      (secret) => [{ kind: 'discord', sendResolved: true }, { webhookUrl: `${receiver.url}/api/webhooks/1/${secret}` }],
      (secret) => [
        { kind: 'telegram', chatId: '1', apiUrl: receiver.url, sendResolved: true },
        { botToken: `1:${secret}` },
      ],
      (secret) => [{ kind: 'pagerduty', apiUrl: receiver.url, sendResolved: true }, { routingKey: secret }],
      (secret) => [{ kind: 'ntfy', server: receiver.url, topic: 't', sendResolved: true }, { token: secret }],
    );
    const status = fc.constantFrom(200, 302, 400, 401, 500);
    await fc.assert(
      fc.asyncProperty(word, kinds, status, async (secret, kind, code) => {
        receiver.received.length = 0;
        const [settings, secrets] = kind(secret);
        const before = receiver.replies.length;
        receiver.replies.push(({ path, headers, body }) => ({
          status: code,
          body: JSON.stringify({
            ok: false,
            error: `${path} ${headers.authorization ?? ''}`,
            message: body.slice(0, 150),
            raw: path,
          }),
        }));
        let out = '';
        try {
          out = JSON.stringify(await send(settings, secrets));
        } catch (error) {
          const { message: text, stack, cause } = error as Error;
          out = JSON.stringify([text, stack, cause, { ...(error as object) }]);
        }
        receiver.replies.length = before;
        expect(receiver.received.length).toBeGreaterThan(0);
        expect(out).not.toContain(secret);
      }),
      { numRuns: 150 },
    );
  });
});
