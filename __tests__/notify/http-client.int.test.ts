import type { LookupFunction } from 'node:net';
import http from 'node:http';
import https from 'node:https';
import { isSendError, type SendError } from '@/lib/notify/sending/sender';
import { answerFault, retryAfterMs } from '@/lib/notify/transport/answer-fault';
import { createHttpClient } from '@/lib/notify/transport/http-client';
import { openSmtpSocket } from '@/lib/notify/transport/smtp-socket';
import { makeCertificate } from './tls';
import { startReceiver, type Receiver } from './receiver';

let receiver: Receiver;
let other: Receiver;
beforeAll(async () => {
  [receiver, other] = await Promise.all([startReceiver(), startReceiver()]);
});
afterAll(async () => {
  await Promise.all([receiver.close(), other.close()]);
});
beforeEach(() => {
  for (const { received, replies } of [receiver, other]) {
    received.length = 0;
    replies.length = 0;
  }
});

const open = createHttpClient({ isPrivateAllowed: true });
const guarded = createHttpClient({ isPrivateAllowed: false });

async function faultOf(sending: Promise<unknown>): Promise<SendError> {
  try {
    await sending;
  } catch (error) {
    if (isSendError(error)) return error;
    throw error;
  }
  throw new Error('it was sent');
}

/** Answers every name with one of these addresses, one after the other, then with the last. */
function resolver(...addresses: string[]): LookupFunction & { asked: string[] } {
  const asked: string[] = [];
  const lookup: LookupFunction = (host, options, done) => {
    asked.push(host);
    const address = addresses[Math.min(asked.length, addresses.length) - 1] ?? '';
    const family = address.includes(':') ? 6 : 4;
    if (options.all === true) done(null, [{ address, family }]);
    else done(null, address, family);
  };
  return Object.assign(lookup, { asked });
}

const privateHosts = [
  '127.0.0.1',
  '127.8.8.8',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '2130706433',
  '017700000001',
  '0x7f000001',
  '0x7f.1',
  '127.1',
  'localhost',
  '[::1]',
  '[::]',
  '[fc00::1]',
  '[fd12:3456::1]',
  '[fe80::1]',
  '[fec0::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:8.8.8.8]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[fd00:ec2::254]',
];

describe('a private address', () => {
  it.each(privateHosts)('%s is refused, by name of the setting, before anything is sent', async (host) => {
    const fault = await faultOf(guarded({ url: `http://${host}:${receiver.port}/secret-path`, body: 'x' }));
    expect(fault.message).toContain('SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS');
    expect(fault.message).not.toMatch(/secret-path|\d+\.\d+/);
    expect(fault.isPermanent).toBe(true);
    expect(receiver.received).toEqual([]);
  });

  it.each(privateHosts)('%s is refused as a mail server, too', async (host) => {
    const bare = host.replace(/^\[|\]$/g, '');
    const fault = await faultOf(openSmtpSocket({ isPrivateAllowed: false }, { host: bare, port: receiver.port }));
    expect(fault.message).toContain('SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS');
  });

  it.each(['10.1.2.3', '::1', '169.254.169.254', '::ffff:127.0.0.1', '::127.0.0.1', 'fd00::1'])(
    'is refused behind a public name: %s',
    async (address) => {
      const lookup = resolver(address);
      const client = createHttpClient({ isPrivateAllowed: false, lookup });
      const fault = await faultOf(client({ url: 'https://hooks.example/x', body: 'x' }));
      expect(fault.message).toContain('SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS');
      expect(lookup.asked).toEqual(['hooks.example']);
      const socket = openSmtpSocket({ isPrivateAllowed: false, lookup }, { host: 'mail.example', port: 25 });
      expect((await faultOf(socket)).message).toContain('SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS');
    },
  );

  it('is refused when the answer of the name server changes to it, and each request asks only once', async () => {
    const lookup = resolver('127.0.0.1', '127.0.0.2');
    const client = createHttpClient({ isPrivateAllowed: false, allowedAddresses: ['127.0.0.1'], lookup });
    const url = `http://rebind.example:${receiver.port}/`;
    await client({ url, body: 'x' });
    expect(lookup.asked).toHaveLength(1);
    expect((await faultOf(client({ url, body: 'x' }))).message).toContain('SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS');
    expect(lookup.asked).toHaveLength(2);
    expect(receiver.received).toHaveLength(1);
  });

  it.each(['http://127.0.0.2/', 'http://[::1]/', 'http://10.0.0.1/', 'http://inner.example/', 'http://0x7f000002/'])(
    'is refused after a redirect to %s',
    async (location) => {
      const lookup = resolver('192.168.0.1');
      const client = createHttpClient({ isPrivateAllowed: false, allowedAddresses: ['127.0.0.1'], lookup });
      receiver.replies.push({ status: 307, headers: { location } });
      const fault = await faultOf(client({ url: receiver.url, body: 'x' }));
      expect(fault.message).toContain('SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS');
      expect(receiver.received).toHaveLength(1);
    },
  );

  it('is sent to when the setting allows it', async () => {
    await expect(open({ url: receiver.url, body: 'x' })).resolves.toMatchObject({ status: 200, text: '{}' });
    expect(receiver.received[0]).toMatchObject({
      method: 'POST',
      body: 'x',
      headers: { 'user-agent': 'Sightglass', 'content-length': '1' },
    });
  });
});

describe('an address', () => {
  it.each(['ftp://example.com', 'file:///etc/passwd', 'gopher://127.0.0.1', 'nonsense', ''])(
    '%j is not sent to',
    async (url) => {
      const fault = await faultOf(open({ url }));
      expect(fault.isPermanent).toBe(true);
    },
  );

  it('with nothing behind it is tried again later', async () => {
    const closed = await startReceiver();
    await closed.close();
    const fault = await faultOf(open({ url: `${closed.url}/secret-path`, body: 'x' }));
    expect(fault).toMatchObject({
      isPermanent: false,
      message: 'Not sent: nothing listens at this address (ECONNREFUSED).',
    });
  });

  it('whose name nobody knows is tried again later', async () => {
    const lookup: LookupFunction = (_host, _options, done) =>
      done(Object.assign(new Error('getaddrinfo ENOTFOUND secret.example'), { code: 'ENOTFOUND' }), '');
    const fault = await faultOf(
      createHttpClient({ isPrivateAllowed: false, lookup })({ url: 'https://secret.example' }),
    );
    expect(fault).toMatchObject({
      isPermanent: false,
      message: 'Not sent: the name of the server is not known (ENOTFOUND).',
    });
  });
});

describe('a redirect', () => {
  it('is followed with the same method and body, and tells credentials to nobody else', async () => {
    receiver.replies.push({ status: 302, headers: { location: '/next' } });
    receiver.replies.push({ status: 308, headers: { location: `${other.url}/there` } });
    const headers = { authorization: 'Bearer t', 'x-sightglass-signature': 's' };
    await open({ url: `${receiver.url}/first`, body: 'hello', headers });
    expect(receiver.received.map(({ path, body, headers: got }) => [path, body, got.authorization])).toEqual([
      ['/first', 'hello', 'Bearer t'],
      ['/next', 'hello', 'Bearer t'],
    ]);
    expect(other.received).toMatchObject([{ method: 'POST', path: '/there', body: 'hello' }]);
    expect(other.received[0]?.headers).not.toHaveProperty('authorization');
    expect(other.received[0]?.headers).toHaveProperty('x-sightglass-signature', 's');
  });

  const certificate = makeCertificate();
  (certificate === null ? it.skip : it)('from https to http is not followed', async () => {
    const secure = https.createServer({ ...certificate }, (_request, response) => {
      response.writeHead(307, { location: receiver.url }).end();
    });
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    const { port } = secure.address() as { port: number };
    const url = `https://mail.example:${port}/`;
    const lookup = resolver('127.0.0.1');
    const trusting = createHttpClient({ isPrivateAllowed: true, lookup, ca: certificate?.cert ?? '' });
    expect((await faultOf(trusting({ url, body: 'x' }))).message).toContain('from https to http');
    const stranger = createHttpClient({ isPrivateAllowed: true, lookup });
    expect((await faultOf(stranger({ url, body: 'x' }))).message).toContain('certificate');
    secure.closeAllConnections();
    secure.close();
    expect(receiver.received).toEqual([]);
  });

  it('303 is followed with a GET', async () => {
    receiver.replies.push({ status: 303, headers: { location: '/done' } });
    await open({ url: receiver.url, body: 'hello' });
    expect(receiver.received[1]).toMatchObject({ method: 'GET', path: '/done', body: '' });
  });

  it('is followed three times and not a fourth', async () => {
    const again = { status: 307, headers: { location: '/' } };
    receiver.replies.push(again, again, again, again);
    expect(await faultOf(open({ url: receiver.url, body: 'x' }))).toMatchObject({ isPermanent: true });
    expect(receiver.received).toHaveLength(4);
  });

  it.each(['file:///etc/passwd', 'ftp://x/', 'http://['])('to %s is not followed', async (location) => {
    receiver.replies.push({ status: 307, headers: { location } });
    expect(await faultOf(open({ url: receiver.url, body: 'x' }))).toMatchObject({ isPermanent: true });
  });
});

describe('an answer', () => {
  it('is read to 64 KB and no further', async () => {
    receiver.replies.push({ body: 'x'.repeat(1_000_000) });
    expect((await open({ url: receiver.url })).text).toHaveLength(64 * 1024);
  });

  it('that never comes is given up after ten seconds', async () => {
    const silent = http.createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const startedAt = performance.now();
    const fault = await faultOf(open({ url: `http://127.0.0.1:${port}` }));
    silent.closeAllConnections();
    silent.close();
    expect(fault).toMatchObject({ isPermanent: false });
    expect(fault.message).toContain('did not answer in time');
    expect(performance.now() - startedAt).toBeGreaterThan(9_000);
  });

  it.each([
    [200, null],
    [204, null],
    [202, null],
    [400, true],
    [401, true],
    [403, true],
    [404, true],
    [408, false],
    [410, true],
    [425, false],
    [429, false],
    [500, false],
    [502, false],
    [503, false],
  ])('%i is final: %p', (status, isPermanent) => {
    expect(answerFault({ status, headers: {}, text: '' }, 0)?.isPermanent ?? null).toBe(isPermanent);
  });

  it('says when to come back, in seconds or as a date', () => {
    const now = Date.UTC(2026, 2, 9);
    expect(retryAfterMs('120', now)).toBe(120_000);
    expect(retryAfterMs('0.5', now)).toBe(500);
    expect(retryAfterMs('Mon, 09 Mar 2026 00:01:00 GMT', now)).toBe(60_000);
    expect(retryAfterMs('Sun, 08 Mar 2026 00:01:00 GMT', now)).toBeNull();
    expect(retryAfterMs('999999', now)).toBe(3_600_000);
    const text = '{"ok":false,"parameters":{"retry_after":7}}';
    expect(answerFault({ status: 429, headers: {}, text }, now)?.retryAfterMs).toBe(7_000);
    expect(answerFault({ status: 429, headers: {}, text: '{"retry_after":0.65}' }, now)?.retryAfterMs).toBe(650);
    for (const nothing of [undefined, '', 'soon', '-5', '0']) expect(retryAfterMs(nothing, now)).toBeNull();
  });

  it.each([
    ['{"ok":false,"description":"Bad Request: chat not found"}', 'Bad Request: chat not found'],
    ['{"message":"invalid","errors":["routing_key is too short"]}', 'invalid; routing_key is too short'],
    ['{"error":{"message":"deep"}}', 'deep'],
    ['<html><head><style>p{}</style></head><body><h1>Bad\ngateway</h1></body></html>', 'Bad gateway'],
    ['invalid_payload', 'invalid_payload'],
  ])('%s is quoted as %s', (text, quoted) => {
    expect(answerFault({ status: 400, headers: {}, text }, 0)?.message).toBe(`The receiver answered 400: ${quoted}`);
  });
});
