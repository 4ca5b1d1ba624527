import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '@/lib/errors/app-error';
import { problemOf } from '@/lib/errors/problem';

/**
 * Ends a request whose body has not arrived within this time, however alive its connection looks: with a few thousand
 * bodies that trickle, one client could hold every descriptor.
 */
export function endSlowBody(message: IncomingMessage, reply: ServerResponse, withinMs: number): void {
  const timer = setTimeout(() => {
    if (message.complete || reply.headersSent) return;
    const seconds = Math.round(withinMs / 1_000);
    const error = new AppError('too_slow', `The body has to arrive within ${seconds} s. Send it in smaller parts.`);
    reply.writeHead(error.status, { 'content-type': 'application/problem+json', connection: 'close' });
    reply.end(JSON.stringify(problemOf(error)), () => message.destroy());
  }, withinMs);
  timer.unref();
  message.once('close', () => clearTimeout(timer));
}
