import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@/lib/errors/app-error';
import type { Door } from '@/lib/http/route';
import { problem } from '@/lib/http/respond';
import { singleton } from '@/lib/process/singleton';
import { sendText } from './send-text';

/** `view`: of the page in the frame. `v1`: of the page around it; what `v1` does stays as it is documented. */
export type EmbedScript = 'view' | 'v1';
type Loaded = { text: string; hash: string };

const loaded = () => singleton('embed-scripts', () => new Map<EmbedScript, Promise<Loaded>>());

/** A script as the build wrote it, read once. */
export function embedScript(name: EmbedScript): Promise<Loaded> {
  const known = loaded().get(name);
  if (known) return known;
  const reading = read(name);
  loaded().set(name, reading);
  reading.catch(() => loaded().delete(name));
  return reading;
}

async function read(name: EmbedScript): Promise<Loaded> {
  try {
    const text = await readFile(path.resolve('dist', `embed-${name}.js`), 'utf8');
    return { text, hash: createHash('sha256').update(text).digest('base64url').slice(0, 12) };
  } catch (cause) {
    throw new AppError('internal', 'The scripts of embeds are missing: run npm run build.', { cause });
  }
}

/** A version in the address makes it good for ever; without one it is looked at again within the hour. */
export const embedScriptDoor =
  (name: EmbedScript): Door =>
  async (request) => {
    try {
      const { text, hash } = await embedScript(name);
      const isThisVersion = new URL(request.url).searchParams.get('v') === hash;
      return await sendText(request, text, {
        status: 200,
        headers: {
          'content-type': 'text/javascript; charset=utf-8',
          'cache-control': isThisVersion ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'cross-origin',
        },
      });
    } catch (error) {
      return problem(error);
    }
  };
