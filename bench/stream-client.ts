import http from 'node:http';
import { WebSocket } from 'ws';
import { apiKey } from '../e2e/portal';

export type Transport = 'sse' | 'ws';
export type Stream = {
  /** Resolves with the first answer; rejects when the stream ended before it. */
  ready: Promise<void>;
  pause: () => void;
  resume: () => void;
  /** Ends without a goodbye, as a lost connection does. */
  cut: () => void;
  /** Ends as a tab that is closed does. */
  close: () => void;
};
export type StreamOptions = {
  url: string;
  watches: readonly object[];
  onText?: (text: string) => void;
};

const headers = { authorization: `Bearer ${apiKey}` };
const isAnswer = (text: string) => text.includes('"type":"snapshot"') || text.includes('"type":"current"');

/** One reader, as cheap as it can be: what comes is looked through as text and not kept. */
export function openStream(transport: Transport, options: StreamOptions): Stream {
  return transport === 'sse' ? openSse(options) : openWs(options);
}

function openSse({ url, watches, onText }: StreamOptions): Stream {
  const watch = Buffer.from(JSON.stringify(watches)).toString('base64url');
  let reply: http.IncomingMessage | null = null;
  const request = http.get(`${url}/api/live?watch=${watch}`, { headers, agent: false });
  const ready = new Promise<void>((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      reply = response;
      if (response.statusCode !== 200) reject(new Error(`the stream was answered ${response.statusCode}`));
      response.setEncoding('latin1');
      response.on('data', (text: string) => {
        if (isAnswer(text)) resolve();
        onText?.(text);
      });
      response.on('error', reject);
      response.on('close', () => reject(new Error('the stream ended')));
    });
  });
  const end = () => request.destroy();
  return { ready, pause: () => reply?.pause(), resume: () => reply?.resume(), cut: end, close: end };
}

function openWs({ url, watches, onText }: StreamOptions): Stream {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/ws`, { headers, perMessageDeflate: false });
  const ready = new Promise<void>((resolve, reject) => {
    ws.on('error', reject);
    ws.on('close', () => reject(new Error('the socket ended')));
    ws.on('open', () => {
      for (const watch of watches) ws.send(JSON.stringify({ type: 'subscribe', ...watch }));
    });
    ws.on('message', (data: Buffer) => {
      const text = data.toString('latin1');
      if (isAnswer(text)) resolve();
      onText?.(text);
    });
  });
  return {
    ready,
    pause: () => ws.pause(),
    resume: () => ws.resume(),
    cut: () => ws.terminate(),
    close: () => ws.close(),
  };
}
