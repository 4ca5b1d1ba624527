import type { Portal } from '../e2e/portal';
import { perSecond, type Figure } from './figures';
import { sessionCookie } from './overview';

type Sample = { state: string; rowsLoaded: number; rowsTotal: number };

/** Waits until the sample's history is loaded; says how fast that was. */
export async function withSample(portal: Portal): Promise<Figure[]> {
  const cookie = await sessionCookie(portal);
  const look = async () => (await (await fetch(`${portal.url}/api/sample`, { headers: { cookie } })).json()) as Sample;
  const start = performance.now();
  const first = await look();
  const deadline = start + 10 * 60_000;
  let now = first;
  while (now.state !== 'ready') {
    if (performance.now() > deadline) throw new Error(`the sample is still ${now.state}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    now = await look();
  }
  const seconds = (performance.now() - start) / 1_000;
  return [
    {
      what: `sample: ${now.rowsTotal.toLocaleString('en')} flights loaded behind the first page`,
      measured: `${seconds.toFixed(0)} s, ${perSecond((now.rowsLoaded - first.rowsLoaded) / seconds)}`,
    },
  ];
}
