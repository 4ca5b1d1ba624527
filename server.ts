import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import process from 'node:process';
import type { Duplex } from 'node:stream';
import next from 'next';
import { hotDoor } from '@/app/api/hot-doors';
import { sessionSecretsOf } from '@/lib/auth/secrets';
import { withPort } from '@/lib/config/config';
import { AppError } from '@/lib/errors/app-error';
import { stampClientIp } from '@/lib/http/client-ip';
import { endSlowBody } from '@/lib/http/end-slow-body';
import { observeRequest } from '@/lib/http/observe-request';
import { answerClientErrors, messageFault } from '@/lib/http/message-fault';
import { serveDoor } from '@/lib/http/node-adapter';
import { createPageLane } from '@/lib/http/page-lane';
import { createOpenRequests } from '@/lib/http/open-requests';
import { problem } from '@/lib/http/respond';
import type { Door } from '@/lib/http/route';
import { createStartGate } from '@/lib/http/start-gate';
import { openStaticFiles } from '@/lib/http/static-files';
import { createConnectionTaker } from '@/lib/http/take-connections';
import { sendBusyPage, sendWaitingPage } from '@/lib/http/waiting-page';
import { createWsDoor } from '@/lib/http/ws-door';
import { boot } from '@/lib/runtime/boot';
import { readSettings } from '@/lib/runtime/read-settings';
import { setRuntime, type Runtime } from '@/lib/runtime/runtime';
import { faultLines, faultsOf, readyLines } from '@/lib/runtime/start-lines';

const isDev = process.env.NODE_ENV === 'development';
/** Requests that have begun get this long, and the whole end this long. */
const requestsMs = 4_000;
const drainMs = 10_000;
const bodyMs = 60_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

const settings = readSettings();
if (!settings.ok) fail(faultLines('Sightglass cannot start, because of its settings', settings.faults));
const { config } = settings;

type NextHandler = (request: IncomingMessage, reply: ServerResponse) => Promise<void>;
let pages: NextHandler | null = null;
let running: Runtime | null = null;
/** `draining`: what was asked is still answered, once for each connection. `closing`: the parts go, nothing is answered. */
let stage: 'serving' | 'draining' | 'closing' = 'serving';
const requests = createOpenRequests();
const gate = createStartGate({ holdMs: 4_000, most: 1_000 });
const refuse: Door = () => {
  const what = stage === 'serving' ? 'starting' : 'shutting down';
  return Promise.resolve(problem(new AppError('overloaded', `The portal is ${what}.`, { retryAfterMs: 1_000 })));
};

/** Browsers guess no types, and once they came by TLS they come by nothing else. */
const alwaysSent: readonly (readonly [name: string, value: string])[] = [
  ['x-content-type-options', 'nosniff'],
  ...(config.publicUrl.startsWith('https://') ? [['strict-transport-security', 'max-age=31536000'] as const] : []),
];

/** A stream names every question it watches in its URL, which Node's default of 16 KB would cut at a dozen panels. */
const maxHeaderSize = 64 * 1024;
const server = createServer({ maxHeaderSize }, (request, reply) => {
  stampClientIp(request, config.trustedProxies);
  for (const [name, value] of alwaysSent) reply.setHeader(name, value);
  requests.add(reply);
  const pathname = pathOf(request);
  // Probes ask whether it has started.
  if (pages || stage !== 'serving' || pathname.startsWith('/api/health/')) return serve(pathname, request, reply);
  void gate.wait().then(() => reply.closed || serve(pathname, request, reply));
});
function serve(pathname: string, request: IncomingMessage, reply: ServerResponse): void {
  if (running) observeRequest(running.services, request, reply);
  // Connections that are kept open would go on bringing events, and what was accepted could never be finished.
  if (stage !== 'serving') reply.setHeader('connection', 'close');
  if (!pages && !pathname.startsWith('/api/')) return sendWaitingPage(reply, 'Sightglass is starting …');
  if (stage === 'closing' && isPage(request)) return sendWaitingPage(reply, 'Sightglass is restarting …');
  // An upload may take as long as it makes progress.
  if (request.method === 'POST' && pathname !== '/api/imports') endSlowBody(request, reply, bodyMs);
  answered(pathname, request, reply).catch((error: unknown) => {
    if (reply.writableEnded) return;
    running?.services.log.error({ err: error, path: pathname }, 'a request ended without an answer');
    if (!reply.headersSent) reply.writeHead(500);
    reply.end();
  });
}

/** Hot doors come before Next. */
function answered(pathname: string, request: IncomingMessage, reply: ServerResponse): Promise<void> {
  const fault = stage === 'closing' ? undefined : messageFault(request);
  const door = fault ? refusal(fault) : doorOf(request.method ?? 'GET', pathname);
  if (door) return serveDoor(door, request, reply);
  return pages ? pages(request, reply) : serveDoor(refuse, request, reply);
}

const refusal =
  (fault: AppError): Door =>
  () =>
    Promise.resolve(problem(fault));

/** Until the pages are there the portal is not ready, whatever its parts say; and no more once it is asked to stop. */
function doorOf(method: string, pathname: string): Door | undefined {
  if (stage === 'closing' || (stage === 'draining' && pathname === '/api/health/ready')) return refuse;
  return pages || pathname === '/api/health/live' ? hotDoor(method, pathname) : undefined;
}

/**
 * How many connections may wait to be taken while a page is drawn. Node's 511 overflow when a thousand people come back at once: then the
 * system forgets half-open ones, whose requests arrive after minutes or are reset.
 */
const backlog = 4_096;
server.keepAliveTimeout = 65_000;
server.headersTimeout = 20_000;
// Node's own limit of five minutes for a whole request would cut large uploads; bodies have a limit of their own.
server.requestTimeout = 0;
const webSocket = createWsDoor();
answerClientErrors(server);
server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
  socket.on('error', () => socket.destroy());
  const isHotReload = isDev && request.url?.startsWith('/_next/');
  if (isHotReload && upgrades.emit('upgrade', request, socket, head)) return;
  stampClientIp(request, config.trustedProxies);
  void webSocket(request, socket, head);
});

/** Next would listen for upgrades itself and end every socket whose path matches a page, so it gets an emitter of its own. */
const upgrades = new EventEmitter();

try {
  const port = await listen(server);
  say('Starting Sightglass …');
  const portal = await setRuntime(boot(withPort(config, port), { distDir: path.resolve('dist'), say }));
  running = portal;
  process.env.NEXTAUTH_SECRET = portal.secrets.sessionSecret;
  process.env.NEXTAUTH_PREVIOUS_SECRET = sessionSecretsOf(portal.secrets, Date.now())[1] ?? '';
  process.env.NEXTAUTH_URL = portal.config.publicUrl;
  // Whoever opens the portal under another name of this machine stays there, unless the public address is fixed.
  if (!process.env.SIGHTGLASS_URL) process.env.AUTH_TRUST_HOST = 'true';
  const app = next({ dev: isDev, hostname: config.host, port, httpServer: upgrades as unknown as Server });
  await app.prepare();
  const handle = app.getRequestHandler();
  // In development they change as one works.
  const files = isDev
    ? undefined
    : await openStaticFiles({
        dir: path.resolve('.next/static'),
        isCompressed: process.env.SIGHTGLASS_COMPRESS !== 'off',
      });
  const lane = createPageLane({
    ...{ width: 2, holdMs: 100, longestWaitMs: 20_000 },
    refuse: sendBusyPage,
    between: createConnectionTaker(server),
  });
  pages = async (request, reply) => {
    if (isPage(request)) return lane(() => handle(request, reply), reply);
    if (!(await files?.(pathOf(request), request, reply))) await handle(request, reply);
  };
  gate.open();
  // Before the line that says it is ready: whoever waits for that line may end it at once.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(portal, () => app.close()));
  for (const line of readyLines(portal, process.uptime())) say(line);
} catch (error) {
  const lines = faultLines('Sightglass could not start', faultsOf(error));
  // When only the pages failed, the parts behind them run already.
  await running?.shutdown().catch((last: unknown) => lines.push(...faultsOf(last).map((fault) => `  - ${fault}`)));
  fail(lines);
}

function listen(http: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const reason = isTaken ? 'is in use by another program' : `cannot be opened (${error.code ?? error.message})`;
      reject(
        Object.assign(new Error(), {
          stack: `${config.host}:${config.port} ${reason}. Set PORT${isTaken ? '' : ' or HOST'} to another value.`,
        }),
      );
    });
    http.listen({ port: config.port, host: config.host, backlog }, () => {
      const address = http.address();
      resolve(address !== null && typeof address === 'object' ? address.port : config.port);
    });
  });
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}

/** Scripts, pictures and API routes cost next to nothing or wait for something else; pages cost time of the one core. */
function isPage({ method, url = '/' }: IncomingMessage): boolean {
  return method === 'GET' && !url.startsWith('/_next/') && !url.startsWith('/api/');
}

/** Streams go first, as their readers come back by themselves; then what was asked is answered; then the parts close. */
async function stop(portal: Runtime, closePages: () => Promise<void>): Promise<void> {
  if (stage !== 'serving') return;
  stage = 'draining';
  say('Stopping: finishing what was accepted …');
  setTimeout(() => process.exit(1), drainMs).unref();
  server.close();
  portal.services.live.drain();
  await requests.settled(requestsMs);
  stage = 'closing';
  await portal.shutdown();
  server.closeAllConnections();
  await closePages();
  process.exit(0);
}

function fail(lines: string[]): never {
  for (const line of lines) process.stderr.write(`${line}\n`);
  process.exit(1);
}
