import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { request as secureRequest } from 'node:https';
import path from 'node:path';
import type { ImportJob } from '../../lib/model/import-job';

export type Place = { url: string; key: string };

/** What the running portal left in its data folder for commands on the same machine; null when there is none. */
export async function localPlace(dataDir: string): Promise<Place | null> {
  try {
    const { url, key } = JSON.parse(await readFile(path.join(dataDir, 'cli.json'), 'utf8')) as Partial<Place>;
    return url && key ? { url, key } : null;
  } catch {
    return null;
  }
}

/** Names the content: the same file has the same key, so that a repeated command finds its job again. */
export async function fileKey(file: string): Promise<{ key: string; bytes: number }> {
  const { size } = await stat(file);
  const handle = await open(file, 'r');
  try {
    const head = Buffer.alloc(Math.min(size, 1024 * 1024));
    await handle.read(head, 0, head.length, 0);
    const hash = createHash('sha256')
      .update(`${path.basename(file)}\n${size}\n`)
      .update(head);
    return { key: hash.digest('hex').slice(0, 40), bytes: size };
  } finally {
    await handle.close();
  }
}

/** Calls a door; rejects with an Error in words for people. */
export async function call<T>({ url, key }: Place, door: string, body?: unknown): Promise<T> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  let response: Response;
  try {
    response = await fetch(`${url}${door}`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    });
  } catch (cause) {
    throw new Error(`The portal at ${url} does not answer. Start it with npm start, or give its address with --url.`, {
      cause,
    });
  }
  return answerOf<T>(response.status, await response.text());
}

function answerOf<T>(status: number, text: string): T {
  if (status < 300) return JSON.parse(text) as T;
  let detail = `The portal answered with status ${status}.`;
  try {
    detail = (JSON.parse(text) as { detail?: string }).detail ?? detail;
  } catch {
    // Not one of our answers; something stands between us and the portal.
  }
  throw new Error(detail);
}

type Upload = { file: string; key: string; onProgress: (bytes: number) => void };

/** Streams the file to the portal. Plain `http`, because fetch hides how much has been sent. */
export function upload(place: Place, { file, key, onProgress }: Upload): Promise<ImportJob> {
  return new Promise((resolve, reject) => {
    const target = new URL(`${place.url}/api/imports?file=${encodeURIComponent(path.basename(file))}`);
    const send = target.protocol === 'https:' ? secureRequest : request;
    const headers = {
      authorization: `Bearer ${place.key}`,
      'idempotency-key': key,
      'content-type': 'application/octet-stream',
    };
    const sent = send(target, { method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        try {
          resolve(answerOf<ImportJob>(response.statusCode ?? 0, text));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
    sent.on('error', reject);
    const source = createReadStream(file, { highWaterMark: 256 * 1024 });
    let bytes = 0;
    source.on('data', (chunk) => onProgress((bytes += chunk.length)));
    source.on('error', (error) => sent.destroy(error));
    source.pipe(sent);
  });
}
