import http from 'node:http';
import * as embed from '@/app/api/embeds/[id]/route';
import * as share from '@/app/api/embeds/[id]/shares/[share]/route';
import * as shares from '@/app/api/embeds/[id]/shares/route';
import * as key from '@/app/api/embeds/keys/[id]/route';
import * as rotate from '@/app/api/embeds/keys/[id]/rotate/route';
import * as keys from '@/app/api/embeds/keys/route';
import * as embeds from '@/app/api/embeds/route';
import * as charts from '@/app/api/charts/route';
import type { Door } from '@/lib/http/route';
import type { LiveFrame } from '@/lib/model/live-frame';
import { apiKey } from '../http/streams/portal';
import { bearer } from '../server/portal-client';

/** As Next chooses them: named paths before those with a parameter. */
const doors: [RegExp, object][] = [
  [/^\/api\/charts$/, charts],
  [/^\/api\/embeds$/, embeds],
  [/^\/api\/embeds\/keys$/, keys],
  [/^\/api\/embeds\/keys\/(?<id>[^/]+)$/, key],
  [/^\/api\/embeds\/keys\/(?<id>[^/]+)\/rotate$/, rotate],
  [/^\/api\/embeds\/(?<id>[^/]+)$/, embed],
  [/^\/api\/embeds\/(?<id>[^/]+)\/shares$/, shares],
  [/^\/api\/embeds\/(?<id>[^/]+)\/shares\/(?<share>[^/]+)$/, share],
];

/** Calls a door of the portal that runs in this process; answers with its status and its JSON. */
export async function callDoor<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
  for (const [pattern, module] of doors) {
    const match = pattern.exec(path);
    const door = (module as Record<string, Door | undefined>)[method];
    if (!match || !door) continue;
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const request = new Request(`http://localhost${path}`, { method, headers: bearer(apiKey), ...text });
    const reply = await door(request, { params: Promise.resolve({ ...match.groups }) });
    const answer = await reply.text();
    return { status: reply.status, body: (answer === '' ? null : JSON.parse(answer)) as T };
  }
  throw new Error(`there is no door ${method} ${path}`);
}

export type EmbedReader = { frames: LiveFrame[]; status: Promise<number>; hasEnded: () => boolean; stop: () => void };

/** Reads a live stream as a browser does. */
export function readStream(url: string): EmbedReader {
  const frames: LiveFrame[] = [];
  let hasEnded = false;
  let told: (status: number) => void = () => undefined;
  const status = new Promise<number>((resolve) => (told = resolve));
  const request = http.get(url, { agent: false }, (reply) => {
    told(reply.statusCode ?? 0);
    let rest = '';
    reply.setEncoding('utf8');
    reply.on('data', (chunk: string) => {
      const events = (rest + chunk).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const data = event.split('\n').find((line) => line.startsWith('data: '));
        if (data !== undefined) frames.push(JSON.parse(data.slice(6)) as LiveFrame);
      }
    });
    reply.on('close', () => (hasEnded = true));
  });
  request.on('error', () => (hasEnded = true));
  return { frames, status, hasEnded: () => hasEnded, stop: () => void request.destroy() };
}
