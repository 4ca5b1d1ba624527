import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Door } from '@/lib/http/route';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
/** Lives in Next only; `e2e/` signs in through it. */
const notLoaded = '/api/auth/[...nextauth]';

/** A door as its route file exports it, for example `GET /api/rules/[id]`. */
export type FoundDoor = { name: string; method: string; route: string; door: Door };

/** Every door that a route file under `app/` exports. */
export async function findDoors(): Promise<FoundDoor[]> {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(^|\/)route\.ts$/.test(file),
  );
  const found: FoundDoor[] = [];
  for (const file of files.sort()) {
    const route = `/${path.dirname(file)}`.replace(/\/\([a-z]+\)/g, '');
    const doors = route === notLoaded ? { GET: refuse, POST: refuse } : await doorsIn(file);
    for (const [method, door] of Object.entries(doors))
      if (methods.includes(method)) found.push({ name: `${method} ${route}`, method, route, door });
  }
  return found;
}

const doorsIn = async (file: string) => (await import(path.resolve('app', file))) as Record<string, Door>;
const refuse: Door = () => Promise.reject(new Error('this door is not loaded here'));
