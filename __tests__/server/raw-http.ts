import { connect } from 'node:net';

export type RawReply = { status: number; type: string; body: Record<string, unknown> };

/** Sends bytes that no HTTP client would send, closes its side, and reads the first answer. */
export function sendRaw(url: string, text: string): Promise<RawReply> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect({ port: Number(port), host: '127.0.0.1' }, () => socket.end(text));
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = ''] = answer.split('\r\n\r\n', 1);
      // Without what a chunked body has around it.
      const body = /\{[\s\S]*\}/.exec(answer.slice(head.length))?.[0] ?? '';
      const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0);
      const type = /content-type: ([^\r;]*)/i.exec(head)?.[1] ?? '';
      resolve({ status, type, body: JSON.parse(body || '{}') as Record<string, unknown> });
    });
  });
}
