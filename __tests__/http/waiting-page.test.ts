import type { ServerResponse } from 'node:http';
import { runInNewContext } from 'node:vm';
import { sendWaitingPage } from '@/lib/http/waiting-page';

function sent() {
  const head: { status: number; headers: Record<string, string> } = { status: 0, headers: {} };
  let html = '';
  sendWaitingPage(
    {
      writeHead: (status: number, headers: Record<string, string>) => void Object.assign(head, { status, headers }),
      end: (text: string) => void (html = text),
    } as unknown as ServerResponse,
    'Sightglass is starting …',
  );
  return { ...head, html };
}

describe('the page of a portal that is not there yet', () => {
  it('is a 503 that no cache keeps, says why, and comes back without scripts too', () => {
    const { status, headers, html } = sent();
    expect(status).toBe(503);
    expect(headers).toMatchObject({ 'retry-after': '1', 'cache-control': 'no-store' });
    expect(html).toContain('Sightglass is starting …');
    expect(html).toMatch(/<noscript><meta http-equiv="refresh" content="\d+"><\/noscript>/);
  });

  it('reloads when the portal is ready, and neither before nor for want of any answer', async () => {
    const script = /<script>([\s\S]*)<\/script>/.exec(sent().html)?.[1] ?? '';
    const answers = [() => Promise.reject(new Error('refused')), () => ({ ok: false }), () => ({ ok: true })];
    const asked: string[] = [];
    let tick: () => unknown = () => undefined;
    let reloads = 0;
    runInNewContext(script, {
      setInterval: (work: () => unknown) => (tick = work),
      fetch: async (url: string) => {
        asked.push(url);
        return answers.shift()?.();
      },
      location: { reload: () => (reloads += 1) },
    });
    for (const expected of [0, 0, 1]) {
      await tick();
      expect(reloads).toBe(expected);
    }
    expect(new Set(asked)).toEqual(new Set(['/api/health/ready']));
  });
});
