import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export type Reply = { status: number; body: string; headers: IncomingHttpHeaders };
export type Ask = { method?: string; headers?: Record<string, string>; body?: string | null };

/** As many connections as a browser opens to one origin, kept alive between requests. */
export const browserAgent = (): Agent => new Agent({ keepAlive: true, maxSockets: 6 });

/** One request read to its end. Rejects when the connection fails, the answer is cut short or nothing comes for 30 s. */
export function ask(url: string, agent: Agent, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers: { 'accept-encoding': 'gzip', ...headers } }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('error', reject);
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, body: Buffer.concat(parts).toString(), headers: reply.headers }),
      );
    });
    sent.setTimeout(30_000, () => sent.destroy(new Error('no answer within 30 s')));
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
}

/** A stream of server-sent events, open until `close`; `onData` gets each frame's JSON text. */
export function openStream(url: string, { headers, onOpen, onData, onEnd }: StreamHandlers): { close: () => void } {
  let isClosed = false;
  const sent = request(url, { agent: false, headers }, (reply) => {
    if (reply.statusCode !== 200) {
      reply.resume();
      onEnd(`status ${reply.statusCode ?? 0}`);
      return;
    }
    onOpen();
    let rest = '';
    reply.setEncoding('utf8');
    reply.on('data', (part: string) => {
      const lines = (rest + part).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data:')) onData(line.slice(5));
    });
    reply.on('close', () => !isClosed && onEnd('cut'));
    reply.on('error', () => undefined);
  });
  sent.on('error', (error) => !isClosed && onEnd(error.message));
  sent.end();
  return {
    close: () => {
      isClosed = true;
      sent.destroy();
    },
  };
}

type StreamHandlers = {
  headers: Record<string, string>;
  onOpen: () => void;
  onData: (text: string) => void;
  /** It was not us who ended it. */
  onEnd: (why: string) => void;
};
