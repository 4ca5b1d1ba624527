import http from 'node:http';
import { WebSocket } from 'ws';
import type { LiveFrame, WatchRequest } from '@/lib/model/live-frame';
import { Replay } from './replay';

/** A reader that comes back after every cut with the last cursor it has seen, until it is stopped. */
export type CutReader = { replay: Replay; connects: () => number; stop: () => void };
type Input = { origin: string; key: string; watches: readonly WatchRequest[] };
type Connect = (
  onFrame: (frame: LiveFrame) => void,
  since: string | undefined,
) => { ended: Promise<void>; close: () => void };

function reconnecting(connect: Connect): CutReader {
  const replay = new Replay();
  let connects = 0;
  let isStopped = false;
  let close = () => {};
  const run = async () => {
    while (!isStopped) {
      connects += 1;
      const connection = connect((frame) => replay.take(frame), replay.cursor);
      close = connection.close;
      await connection.ended;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  void run();
  return {
    replay,
    connects: () => connects,
    stop: () => {
      isStopped = true;
      close();
    },
  };
}

export function sseReader({ origin, key, watches }: Input): CutReader {
  const url = `${origin}/api/live?watch=${Buffer.from(JSON.stringify(watches)).toString('base64url')}`;
  return reconnecting((onFrame, since) => {
    const headers = { authorization: `Bearer ${key}`, ...(since !== undefined && { 'last-event-id': since }) };
    let close = () => {};
    const ended = new Promise<void>((resolve) => {
      const request = http.get(url, { headers, agent: false }, (reply) => {
        let rest = '';
        reply.setEncoding('utf8');
        reply.on('data', (chunk: string) => {
          const events = (rest + chunk).split('\n\n');
          rest = events.pop() ?? '';
          for (const event of events) {
            const data = event.split('\n').find((line) => line.startsWith('data: '));
            if (data !== undefined) onFrame(JSON.parse(data.slice(6)) as LiveFrame);
          }
        });
        reply.on('error', () => resolve());
        reply.on('close', () => resolve());
      });
      request.on('error', () => resolve());
      close = () => request.destroy();
    });
    return { ended, close: () => close() };
  });
}

export function wsReader({ origin, key, watches }: Input): CutReader {
  return reconnecting((onFrame, since) => {
    const ws = new WebSocket(`${origin.replace('http', 'ws')}/ws`, { headers: { authorization: `Bearer ${key}` } });
    ws.on('open', () => {
      for (const watch of watches)
        ws.send(JSON.stringify({ type: 'subscribe', ...watch, ...(since !== undefined && { since }) }));
    });
    ws.on('message', (data) => onFrame(JSON.parse((data as Buffer).toString('utf8')) as LiveFrame));
    ws.on('error', () => undefined);
    const ended = new Promise<void>((resolve) => ws.on('close', () => resolve()));
    return { ended, close: () => ws.terminate() };
  });
}
