import { apiKey } from './portal';

export type Watchers = {
  /** For each stream the milliseconds after which it heard of an incident of this title, since `from`. */
  heardOf: (title: string, from: number) => Promise<number[]>;
  stop: () => void;
};

type Frame = { type: string; incident?: { title: string } };

/** Streams as many people's tabs hold them open, each of which notes what it hears of incidents. */
export async function watch(url: string, count: number): Promise<Watchers> {
  const abort = new AbortController();
  const heard = Array.from({ length: count }, () => new Map<string, number>());
  await Promise.all(
    heard.map(async (notes) => {
      const reply = await fetch(`${url}/api/live`, {
        headers: { authorization: `Bearer ${apiKey}` },
        signal: abort.signal,
      });
      if (!reply.ok || reply.body === null) throw new Error(`a stream was answered ${reply.status}`);
      void listen(reply.body, (frame) => {
        const title = frame.incident?.title;
        if (frame.type === 'incident' && title !== undefined && !notes.has(title)) notes.set(title, Date.now());
      }).catch(() => undefined);
    }),
  );
  return {
    async heardOf(title, from) {
      const deadline = Date.now() + 20_000;
      while (heard.some((notes) => !notes.has(title)) && Date.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 50));
      return heard.flatMap((notes) => {
        const at = notes.get(title);
        return at === undefined ? [] : [at - from];
      });
    },
    stop: () => abort.abort(),
  };
}

async function listen(body: ReadableStream<Uint8Array>, onFrame: (frame: Frame) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data:')) onFrame(JSON.parse(line.slice(5)) as Frame);
  }
}
