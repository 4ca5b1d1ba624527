import { mkdirSync, writeFileSync } from 'node:fs';
import type { Figure } from './figures';
import { growth, type Growth } from './heap-classes';
import { portalMetrics } from './portal-metrics';
import { startProbedPortal, type Holdings, type ProbedPortal } from './probed-portal';
import { seriesSvg } from './series-svg';
import { churn, pause, startCrowd, startEvents, untilNobodyWatches } from './stream-load';

const number = (name: string, fallback: number) => Number(process.env[name] ?? fallback);
const cycles = number('STREAM_CYCLES', 10_000);
const atOnce = number('STREAM_AT_ONCE', 50);
const soakMinutes = number('SOAK_MINUTES', 30);
const soakStreams = number('SOAK_STREAMS', 300);
const eventsPerSecond = number('SOAK_EVENTS_PER_SECOND', 20);
/** Every kind of connection has been there, and what is loaded or compiled once is: the engine of Node goes on compiling for minutes. */
const warmUpCycles = number('STREAM_WARM_UP', 1_500);
const warmUpMinutes = number('SOAK_WARM_UP_MINUTES', 3);
/** What a stream is made of; timers also where they keep no process alive, which the list of handles leaves out. */
const parts = [
  'Socket',
  'ServerResponse',
  'WebSocket',
  'ReadableStream',
  'AbortSignal',
  'SseStream',
  'WsStream',
  'Subscription',
  'Watch',
  'LiveQuery',
  'Timeout',
];
/** Objects of one class that may come and go with the portal's own work: its loops, caches and statistics. */
const tolerated = 500;

const crowded = { size: soakStreams, slow: Math.round(soakStreams / 10), replacedPerSecond: 5 };

const mb = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
const sum = (resources: Record<string, number>) => Object.values(resources).reduce((a, b) => a + b, 0);

type Rest = {
  holdings: Holdings;
  /** What the cache of answers counts for itself, bytes: its growth is no leak. */
  cached: number;
  classes: Awaited<ReturnType<ProbedPortal['heapClasses']>>;
};

const codeOf = ({ classes }: Rest): number => classes.get('(code)')?.bytes ?? 0;

/** What the portal holds when nobody watches. */
async function atRest(portal: ProbedPortal): Promise<Rest> {
  await untilNobodyWatches(portal.url);
  await pause(3_000);
  const classes = await portal.heapClasses();
  const metrics = await portalMetrics(portal.url);
  return { holdings: await portal.holdings(3), cached: metrics('sightglass_cache_bytes'), classes };
}

function compare(what: string, before: Rest, after: Rest): { figures: Figure[]; text: string } {
  const [a, b] = [before.holdings, after.holdings];
  const grown = growth(before.classes, after.classes, tolerated);
  const heapGrowth = b.heapUsed - a.heapUsed;
  const figures: Figure[] = [
    {
      what: `${what}: descriptors before → after`,
      measured: `${a.fds} → ${b.fds}`,
      goal: 'back, ± 5',
      isMet: b.fds <= a.fds + 5,
      row: 'streams-descriptors',
      value: b.fds - a.fds,
    },
    {
      what: `${what}: timers, sockets and other handles before → after`,
      measured: `${sum(a.resources)} → ${sum(b.resources)}`,
      goal: 'back, ± 5',
      isMet: sum(b.resources) <= sum(a.resources) + 5,
      row: 'streams-timers',
      value: sum(b.resources) - sum(a.resources),
    },
    {
      what: `${what}: heap after collection before → after`,
      measured: `${mb(a.heapUsed)} → ${mb(b.heapUsed)}`,
      goal: 'back, ± 3 MB',
      isMet: heapGrowth < 3 * 1024 * 1024,
      row: 'streams-heap',
      value: heapGrowth / 1024 ** 2,
    },
    {
      what: `${what}: of which compiled code, by heap snapshot`,
      measured: `${mb(codeOf(before))} → ${mb(codeOf(after))}`,
    },
    {
      what: `${what}: of which the cache of answers, by its own count`,
      measured: `${mb(before.cached)} → ${mb(after.cached)}`,
    },
    {
      what: `${what}: classes with ${tolerated} or more new objects, by heap snapshot`,
      measured: grown.length === 0 ? 'none' : String(grown.length),
    },
  ];
  const resources = Object.keys({ ...a.resources, ...b.resources }).map(
    (kind) => `${kind} ${a.resources[kind] ?? 0} → ${b.resources[kind] ?? 0}`,
  );
  const countOf = ({ classes }: Rest, name: string) => classes.get(name)?.count ?? 0;
  const objects = parts.map((name) => `${name} ${countOf(before, name)} → ${countOf(after, name)}`);
  return {
    figures,
    text: `### ${what}\n\nHandles: ${resources.join(', ')}.\n\nObjects: ${objects.join(', ')}.\n\n${classTable(grown)}`,
  };
}

function classTable(grown: readonly Growth[]): string {
  if (grown.length === 0) return 'No class of objects has grown by its number.\n';
  const rows = grown
    .slice(0, 15)
    .map(
      ({ name, before, after, bytes }) =>
        `| ${name.slice(0, 60).replaceAll('|', '\\|')} | ${before} | ${after} | ${mb(bytes)} |`,
    );
  return ['| class | objects before | after | bytes more |', '|---|---|---|---|', ...rows, ''].join('\n');
}

/** Connects and disconnects, then a long time with many streams; what the portal holds before and after. */
export async function measureStreams(): Promise<{ figures: Figure[]; text: string }> {
  const portal = await startProbedPortal();
  try {
    const events = startEvents(portal.url, eventsPerSecond);
    await churn({ url: portal.url, cycles: warmUpCycles, atOnce });
    const crowd = startCrowd(portal.url, crowded);
    await pause(warmUpMinutes * 60_000);
    await crowd.stop();
    await events.stop();
    const before = await atRest(portal);
    const churned = await measureChurn(portal, before);
    const soaked = await measureSoak(portal, before);
    return { figures: [...churned.figures, ...soaked.figures], text: `${churned.text}\n${soaked.text}` };
  } finally {
    await portal.stop();
  }
}

async function measureChurn(portal: ProbedPortal, before: Rest) {
  const events = startEvents(portal.url, eventsPerSecond);
  const { failed, reasons, seconds, early } = await churn({ url: portal.url, cycles, atOnce });
  await events.stop();
  const what = `${cycles.toLocaleString('en')} connects and disconnects`;
  const compared = compare(what, before, await atRest(portal));
  const figures: Figure[] = [
    {
      what: `${what}, SSE and WebSocket in turn, ${atOnce} at once, ${early} gone before the answer`,
      measured: `${Math.round(cycles / seconds)} /s`,
    },
    {
      what: `${what}: failed`,
      measured: failed === 0 ? '0' : `${failed} (${reasons.slice(0, 3).join('; ')})`,
      goal: '0',
      isMet: failed === 0,
    },
  ];
  return { figures: [...figures, ...compared.figures], text: compared.text };
}

async function measureSoak(portal: ProbedPortal, before: Rest) {
  const { slow } = crowded;
  const events = startEvents(portal.url, eventsPerSecond);
  const crowd = startCrowd(portal.url, crowded);
  const samples: Holdings[] = [];
  const everyMs = Math.max(5_000, soakMinutes * 1_000);
  const end = performance.now() + soakMinutes * 60_000;
  while (performance.now() < end) {
    await pause(Math.min(everyMs, end - performance.now()));
    samples.push(await portal.holdings());
  }
  await events.stop();
  await crowd.stop();
  const what = `${soakMinutes} minutes with ${soakStreams} streams`;
  const compared = compare(what, before, await atRest(portal));
  draw(what, samples);
  // The first fifth is when the crowd comes in and caches fill.
  const steady = samples.slice(Math.floor(samples.length / 5)).map(({ heapUsed }) => heapUsed);
  const figures: Figure[] = [
    {
      what: `${what}, ${slow} of them slow, ${eventsPerSecond} events/s: events sent, streams replaced`,
      measured: `${events.sent()}, ${crowd.replaced()}`,
    },
    {
      what: `${what}: streams that failed`,
      measured: String(crowd.failures().length),
      goal: '0',
      isMet: crowd.failures().length === 0,
    },
    {
      what: `${what}: heap after collection, from a fifth of the time on, first → last`,
      measured: `${mb(steady[0] ?? 0)} → ${mb(steady.at(-1) ?? 0)}`,
    },
    {
      what: `${what}: resident memory, first → last sample`,
      measured: `${mb(samples[0]?.rss ?? 0)} → ${mb(samples.at(-1)?.rss ?? 0)}`,
    },
  ];
  return {
    figures: [...figures, ...compared.figures],
    text: `${compared.text}\n![Memory, descriptors and handles during the soak](streams.svg)\n`,
  };
}

function draw(what: string, samples: readonly Holdings[]): void {
  const series = [
    { name: 'resident memory', unit: ' MB', values: samples.map(({ rss }) => rss / 1024 / 1024) },
    { name: 'heap after collection', unit: ' MB', values: samples.map(({ heapUsed }) => heapUsed / 1024 / 1024) },
    { name: 'descriptors', unit: '', values: samples.map(({ fds }) => fds) },
    { name: 'timers', unit: '', values: samples.map(({ resources }) => resources.Timeout ?? 0) },
  ];
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/streams.svg', seriesSvg(what, series));
}
