import type { ServerResponse } from 'node:http';

/** A page that comes back by itself when the portal is there, also over a moment in which nothing listens at all. */
export function sendWaitingPage(reply: ServerResponse, words: string): void {
  reply.writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'retry-after': '1', 'cache-control': 'no-store' });
  reply.end(
    `<!doctype html><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Sightglass</title><noscript><meta http-equiv="refresh" content="2"></noscript><p style="font-family:sans-serif">${words}</p><script>setInterval(() => fetch('/api/health/ready').then((reply) => reply.ok && location.reload(), () => undefined), 1000)</script>`,
  );
}
