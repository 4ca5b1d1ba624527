import type { ServerResponse } from 'node:http';
import { runInNewContext } from 'node:vm';
import { sendBusyPage, sendWaitingPage } from '@/lib/http/waiting-page';

const sendStarting = (reply: ServerResponse) => sendWaitingPage(reply, 'Sightglass is starting …');

function sent(send: (reply: ServerResponse) => void = sendStarting) {
  const head: { status: number; headers: Record<string, string> } = { status: 0, headers: {} };
  let html = '';
  send({
    writeHead: (status: number, headers: Record<string, string>) => void Object.assign(head, { status, headers }),
    end: (text: string) => void (html = text),
  } as unknown as ServerResponse);
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

test('the page of a portal that has too many to draw says so and comes back at different times, without scripts', () => {
  const waits = new Set<string | undefined>();
  for (let time = 0; time < 50; time += 1) {
    const { status, headers, html } = sent(sendBusyPage);
    expect(status).toBe(503);
    expect(html).toContain('Sightglass is busy');
    expect(html).toContain(`<meta http-equiv="refresh" content="${headers['retry-after']}">`);
    waits.add(headers['retry-after']);
  }
  expect(waits.size).toBeGreaterThan(2);
});
