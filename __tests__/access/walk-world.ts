import type { Runtime } from '@/lib/runtime/runtime';
import { openTestPortal } from '../build/portal';
import { findDoors, type FoundDoor } from './found-doors';
import { listedDoors } from './listed-doors';
import type { Person } from './people';

/** In the name of everything that belongs to the workspace of the walk: nobody else may ever read it. */
export const mark = 'only-for-members';
export type Ids = Record<string, string>;
export type Answer = { status: number; text: string };

export type World = {
  portal: Runtime;
  doors: FoundDoor[];
  /** Asks one door; `ids` say what `[id]` stands for, by the first word of the path. */
  ask: (
    person: Person,
    name: string,
    given?: { ids?: Ids; body?: unknown; headers?: Record<string, string> },
  ) => Promise<Answer>;
  close: () => Promise<void>;
};

/** A portal in this process, without its pages: its doors are called as Next calls them. */
export async function openWorld(): Promise<World> {
  const { runtime: portal, stop } = await openTestPortal();
  const doors = await findDoors();
  return {
    portal,
    doors,
    ask: async (person, name, given = {}) => {
      const found = doors.find((door) => door.name === name);
      if (!found) throw new Error(`there is no door ${name}`);
      return await askDoor(found, { origin: portal.config.publicUrl, person, ...given });
    },
    close: stop,
  };
}

type Asking = { origin: string; person: Person; ids?: Ids; body?: unknown; headers?: Record<string, string> };

async function askDoor({ name, method, route, door }: FoundDoor, asking: Asking): Promise<Answer> {
  const listed = listedDoors[name];
  const params = paramsOf(route, asking.ids ?? {});
  const pathname = route.replace(/\[(\w+)\]/g, (_, param: string) => encodeURIComponent(params[param] ?? ''));
  const body = 'body' in asking ? asking.body : listed?.body;
  const gone = new AbortController();
  const request = new Request(`${asking.origin}${pathname}?${listed?.query ?? ''}`, {
    method,
    signal: gone.signal,
    headers: { 'content-type': 'application/json', ...asking.person.headers, ...asking.headers },
    ...(body === undefined || method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
  const response = await door(request, { params: Promise.resolve(params) });
  const text = await (isStream(response) ? firstFrame(response) : response.text());
  gone.abort();
  return { status: response.status, text };
}

const isStream = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/event-stream') === true;

/** A stream ends when its reader goes; its first frame is enough. */
async function firstFrame({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return new TextDecoder().decode(first?.value);
}

/** `/api/rules/[id]` gets the id of `rules`; what nothing was made for, an id that nobody has. */
function paramsOf(route: string, ids: Ids): Record<string, string> {
  const [, , kind = ''] = route.split('/');
  const of: Record<string, string> = { action: 'acknowledge', version: '1', unknown: 'nothing', name: 'engine' };
  const names = [...route.matchAll(/\[(\w+)\]/g)].map(([, param = '']) => param);
  return Object.fromEntries(
    names.map((param) => [
      param,
      param === 'id' ? (ids[kind === 'v2' ? 'silences' : kind] ?? 'of-nobody') : (of[param] ?? ''),
    ]),
  );
}
