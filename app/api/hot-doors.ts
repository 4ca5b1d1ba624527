import type { Door } from '@/lib/http/route';
import * as embedChart from '../embed/charts/[id]/route';
import * as embedDashboard from '../embed/dashboards/[id]/route';
import * as embedParent from '../embed/v1.js/route';
import * as embedView from '../embed/view.js/route';
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
  '/embed/v1.js': embedParent,
  '/embed/view.js': embedView,
};
/** Public pages are visited by many, and are written without React. */
const hotFolders: Record<string, Record<string, Door>> = {
  '/embed/charts/': embedChart,
  '/embed/dashboards/': embedDashboard,
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
  const exact = hotDoors[pathname]?.[method];
  if (exact) return exact;
  if (pathname.startsWith('/embed/')) return hotFolders[pathname.slice(0, pathname.lastIndexOf('/') + 1)]?.[method];
  const [, id = '', form = ''] = chartPath.exec(pathname) ?? [];
  const door = chartDoors[form]?.[method === 'HEAD' ? 'GET' : method];
  return door && ((request) => door(request, { params: Promise.resolve({ id }) }));
}
