import type { IncomingMessage, Server } from 'node:http';
import { AppError } from '@/lib/errors/app-error';
import { problemOf } from '@/lib/errors/problem';
import { isHost } from './is-host';

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Why a request gets no further than the front of the portal, or null: what no door and no page could make sense of. */
export function messageFault({ method = 'GET', url = '/', headers }: IncomingMessage): AppError | null {
  if (!methods.has(method)) return new AppError('method_not_allowed', `The method ${method} is not used here.`);
  if (!url.startsWith('/')) return new AppError('invalid_input', 'The address of a request has to begin with a slash.');
  if (!isDecodable(url.split('?', 1)[0] ?? '/'))
    return new AppError(
      'invalid_input',
      'The path of the address is not valid: a % has to be followed by UTF-8 in hex.',
    );
  if (headers.host !== undefined && !isHost(headers.host))
    return new AppError('invalid_input', 'The header Host is not the name of a host.');
  return null;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

const faults: Record<string, [status: string, error: AppError]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    new AppError('too_large', 'The address and the headers of a request may have at most 64 KB.'),
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    new AppError('invalid_input', 'The request took too long to arrive.'),
  ],
};
const noHttp = new AppError(
  'invalid_input',
  'This is not a valid HTTP request, or it ended before all of it was sent.',
);

/** Says in a problem document why a connection is given up that does not speak HTTP, where Node would say only a number. */
export function answerClientErrors(server: Server): void {
  server.on('clientError', (cause: NodeJS.ErrnoException, socket) => {
    if (cause.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const [status, error] = faults[cause.code ?? ''] ?? ['400 Bad Request', noHttp];
    const body = JSON.stringify({ ...problemOf(error), status: Number(status.slice(0, 3)) });
    const head = `Content-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}`;
    socket.end(`HTTP/1.1 ${status}\r\n${head}\r\nConnection: close\r\n\r\n${body}`);
  });
}
