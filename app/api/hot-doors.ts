import type { Door } from '@/lib/http/route';
import * as metrics from '../metrics/route';
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

export function hotDoor(method: string, pathname: string): Door | undefined {
  return hotDoors[pathname]?.[method];
}
