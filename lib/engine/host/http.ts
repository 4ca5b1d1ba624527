import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { createGzip, gunzip, type Gzip } from 'node:zlib';
import { codes, HostError, toException } from './exception';
import { parseMultipart } from './multipart';
import type { Outcome, Sessions } from './sessions';
import { isStreamable, readStatement, type Statement } from './statement';

const maxBodyBytes = 256 * 1024 * 1024;
const inflate = promisify(gunzip);

/** The part of ClickHouse's HTTP interface that the official client uses. Every request needs the secret as the password. */
export function createHttpHost(sessions: Sessions, secret: string): Server {
  const server = createServer({ maxHeaderSize: 1024 * 1024, keepAliveTimeout: 60_000 }, (req, res) => {
    answer(sessions, secret, { req, res }).catch((error: unknown) => sendException(res, error));
  });
  server.requestTimeout = 0;
  return server;
}

type Exchange = { req: IncomingMessage; res: ServerResponse };

async function answer(sessions: Sessions, secret: string, { req, res }: Exchange): Promise<void> {
  if (!isAuthorized(req.headers.authorization, secret))
    throw new HostError(codes.authentication, 'AUTHENTICATION_FAILED', 'Authentication failed.');
  const url = new URL(req.url ?? '/', 'http://engine');
  if (url.pathname === '/ping') return void res.end('Ok.\n');
  const body = await readBody(req);
  const contentType = req.headers['content-type'] ?? '';
  const fields = contentType.startsWith('multipart/form-data')
    ? parseMultipart(body, contentType)
    : new Map<string, string>();
  const statement = readStatement(url.searchParams, fields, body);
  res.setHeader('X-ClickHouse-Query-Id', url.searchParams.get('query_id') ?? randomBytes(16).toString('hex'));
  res.setHeader('X-ClickHouse-Timezone', 'UTC');
  const gone = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) gone.abort();
  });
  const gzip = wantsGzip(req, url.searchParams);
  if (isStreamable(statement)) return sendPieces(sessions, statement, { res, gzip, signal: gone.signal });
  sendOutcome(res, await sessions.run(statement, gone.signal), gzip);
}

/** Compares hashes, so that neither content nor length of the secret shows in the time taken. */
function isAuthorized(header: string | undefined, secret: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  const given = Buffer.from(header?.replace(/^Basic /i, '') ?? '', 'base64').toString();
  return timingSafeEqual(hash(given.slice(given.indexOf(':') + 1)), hash(secret));
}

async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes)
      throw new HostError(codes.tooLarge, 'TOO_MANY_BYTES', `The body is larger than ${maxBodyBytes} bytes.`);
    chunks.push(chunk);
  }
  const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
  if (req.headers['content-encoding'] !== 'gzip') return body;
  return inflate(body, { maxOutputLength: maxBodyBytes });
}

const wantsGzip = (req: IncomingMessage, params: URLSearchParams): boolean =>
  params.get('enable_http_compression') === '1' && /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''));

function sendOutcome(res: ServerResponse, outcome: Outcome, gzip: boolean): void {
  const summary = {
    read_rows: String(outcome.rowsRead),
    read_bytes: String(outcome.bytesRead),
    written_rows: String(outcome.rowsWritten),
    written_bytes: '0',
    total_rows_to_read: '0',
    result_rows: '0',
    result_bytes: String(outcome.body.length),
    elapsed_ns: String(Math.round(outcome.elapsedSeconds * 1e9)),
  };
  res.setHeader('X-ClickHouse-Summary', JSON.stringify(summary));
  if (!gzip) return void res.end(outcome.body);
  startGzip(res).end(outcome.body);
}

type PiecesTo = { res: ServerResponse; gzip: boolean; signal: AbortSignal };

async function sendPieces(sessions: Sessions, statement: Statement, { res, gzip, signal }: PiecesTo): Promise<void> {
  const tag = randomBytes(8).toString('hex');
  let out: ServerResponse | Gzip | undefined;
  const open = (): ServerResponse | Gzip => {
    res.setHeader('X-ClickHouse-Exception-Tag', tag);
    return gzip ? startGzip(res) : res;
  };
  try {
    await sessions.stream(statement, signal, async (piece) => {
      out ??= open();
      if (!out.write(piece)) await drained(out, signal);
    });
    (out ?? open()).end();
  } catch (error) {
    // Until the first piece nothing is sent, so the exception can still have a status of its own.
    if (out === undefined) throw error;
    const { message } = toException(error);
    const length = Buffer.byteLength(message) + 1;
    out.end(`\r\n__exception__\r\n${tag}\r\n${message}\n${length} ${tag}\r\n__exception__\r\n`);
  }
}

function startGzip(res: ServerResponse): Gzip {
  res.setHeader('Content-Encoding', 'gzip');
  const gzip = createGzip({ level: 1 });
  gzip.pipe(res);
  return gzip;
}

/** Waits until the reader has taken what was written, or went away. */
function drained(out: ServerResponse | Gzip, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      out.off('drain', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    out.once('drain', done);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}

function sendException(res: ServerResponse, error: unknown): void {
  if (res.headersSent || res.destroyed) return void res.destroy();
  const { code, message, status } = toException(error);
  res.writeHead(status, { 'Content-Type': 'text/plain; charset=UTF-8', 'X-ClickHouse-Exception-Code': String(code) });
  res.end(`${message}\n`);
}
