import type { Door } from '@/lib/http/route';
import * as metrics from '../metrics/route';
import * as chartCsv from './charts/[id]/data.csv/route';
import * as chartJson from './charts/[id]/data.json/route';
import * as chartPng from './charts/[id]/image.png/route';
import * as chartSvg from './charts/[id]/image.svg/route';
import * as events from './events/route';
import * as alive from './health/live/route';
import * as ready from './health/ready/route';
import * as imports from './imports/route';
import * as live from './live/route';
import * as query from './query/route';

/** The doors that the server answers in front of Next, from the same definitions that Next's routes export. */
const hotDoors: Record<string, Record<string, Door>> = {
  '/api/events': events,
  // Next would buffer an upload of any size, and cut it off, in front of its route.
  '/api/imports': imports,
  '/api/live': live,
  '/api/query': query,
  '/api/health/live': alive,
  '/api/health/ready': ready,
  '/metrics': metrics,
};

/** The forms of `/api/charts/:id/…`. */
const chartDoors: Record<string, Record<string, Door>> = {
  'data.csv': chartCsv,
  'data.json': chartJson,
  'image.png': chartPng,
  'image.svg': chartSvg,
};
const chartPath = /^\/api\/charts\/([\w-]+)\/([a-z.]+)$/;

export function hotDoor(method: string, pathname: string): Door | undefined {
  const exact = hotDoors[pathname];
  if (exact) return exact[method];
  const [, id = '', form = ''] = chartPath.exec(pathname) ?? [];
  const door = chartDoors[form]?.[method === 'HEAD' ? 'GET' : method];
  return door && ((request) => door(request, { params: Promise.resolve({ id }) }));
}
