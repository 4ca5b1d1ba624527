import { randomInt } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** A page that comes back by itself when the portal is there, also over a moment in which nothing listens at all. */
export function sendWaitingPage(reply: ServerResponse, words: string): void {
  send(reply, {
    retrySeconds: 1,
    body: `<noscript><meta http-equiv="refresh" content="2"></noscript><p style="font-family:sans-serif">${words}</p><script>setInterval(() => fetch('/api/health/ready').then((reply) => reply.ok && location.reload(), () => undefined), 1000)</script>`,
  });
}

/** When more people open pages than can be drawn: says so at once, and comes back, not all at the same time. */
export function sendBusyPage(reply: ServerResponse): void {
  const retrySeconds = randomInt(10, 21);
  const words = `Sightglass is busy: more pages are asked for than can be drawn. This one tries again in ${retrySeconds} seconds.`;
  const body = `<meta http-equiv="refresh" content="${retrySeconds}"><p style="font-family:sans-serif">${words} <a href="">Try now</a></p>`;
  send(reply, { retrySeconds, body });
}

function send(reply: ServerResponse, { retrySeconds, body }: { retrySeconds: number; body: string }): void {
  reply.writeHead(503, {
    'content-type': 'text/html; charset=utf-8',
    'retry-after': String(retrySeconds),
    'cache-control': 'no-store',
  });
  reply.end(
    `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Sightglass</title>${body}`,
  );
}
