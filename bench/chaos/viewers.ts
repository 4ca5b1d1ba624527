import { apiKey } from '../../e2e/portal';
import type { AnswerData } from '@/lib/model/answer';
import type { LiveFrame } from '@/lib/model/live-frame';
import { sleep } from './options';

export type Viewers = {
  /** What each stream shows now. */
  shown(): number[];
  /** Frames that contradict what came before on their stream. */
  faults: string[];
  reconnects(): number;
  stop(): void;
};

type Setup = { url: string; specs: readonly object[]; count: number };

/** Tabs that watch one question each, and come back with their cursor when the stream ends, as the browser's code does. */
export function startViewers({ url, specs, count }: Setup): Viewers {
  const stop = new AbortController();
  const faults: string[] = [];
  const tabs = Array.from({ length: count }, (_, n) => new Tab(n, specs[n % specs.length] ?? {}, faults));
  let reconnects = 0;
  const run = async (tab: Tab) => {
    while (!stop.signal.aborted) {
      await tab.watch(url, stop.signal).catch(() => undefined);
      if (stop.signal.aborted) return;
      reconnects += 1;
      await sleep(Math.max(200, tab.retryMs));
    }
  };
  for (const tab of tabs) void run(tab);
  return {
    faults,
    shown: () => tabs.map(({ value }) => value),
    reconnects: () => reconnects,
    stop: () => stop.abort(),
  };
}

class Tab {
  value = -1;
  retryMs = 200;
  private cursor: string | undefined;
  private seq = 0;

  constructor(
    private readonly number: number,
    private readonly spec: object,
    private readonly faults: string[],
  ) {}

  async watch(url: string, signal: AbortSignal): Promise<void> {
    const asked = { id: 'a', spec: this.spec, ...(this.cursor === undefined ? {} : { since: this.cursor }) };
    this.retryMs = 200;
    // A stream that says nothing for two heartbeats is dead, whatever the connection says.
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), 32_000);
    try {
      const reply = await fetch(`${url}/api/live?watch=${encodeURIComponent(JSON.stringify([asked]))}`, {
        headers: { authorization: `Bearer ${apiKey}` },
        signal: AbortSignal.any([signal, silence.signal]),
      });
      if (!reply.ok || reply.body === null) {
        this.retryMs = Number(reply.headers.get('retry-after') ?? 0.5) * 1_000;
        await reply.text();
        return;
      }
      for await (const frame of framesOf(reply.body)) {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), 32_000);
        this.take(frame);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  private take(frame: LiveFrame): void {
    if (frame.type === 'closing') this.retryMs = frame.retryInMs;
    if (!('seq' in frame)) return;
    if (frame.type === 'patch' && frame.seq !== this.seq + 1)
      this.faults.push(`stream ${this.number}: patch ${frame.seq} follows ${this.seq}`);
    this.seq = frame.seq;
    this.cursor = frame.cursor;
    if (frame.type !== 'snapshot' && frame.type !== 'patch') return;
    const data = dataOf(frame);
    if (data?.kind !== 'total') return;
    const value = data.values[0]?.value ?? 0;
    if (value < this.value) this.faults.push(`stream ${this.number}: went back from ${this.value} to ${value}`);
    this.value = value;
  }
}

function dataOf(frame: Extract<LiveFrame, { type: 'snapshot' | 'patch' }>): AnswerData | null {
  if (frame.type === 'snapshot') return frame.answer.data;
  return frame.patch.kind === 'replace' ? frame.patch.data : null;
}

async function* framesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<LiveFrame> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data:')) yield JSON.parse(line.slice(5)) as LiveFrame;
  }
}
