/** One number that the design promises to hold. */
export type DesignRow = {
  id: string;
  what: string;
  hold: number;
  unit: string;
  /** Most numbers must not be larger; these must not be smaller. */
  isLeast?: true;
  /** How it is measured. */
  command: string;
  /** Figures of parts that write their numbers themselves, by what they are called. */
  also?: RegExp;
};

const bench = (part: string): string => `npm run bench -- ${part}`;

export const designRows = [
  {
    id: 'live-50',
    what: 'event accepted → patch on the wire, 50 viewers, p95',
    hold: 200,
    unit: 'ms',
    command: bench('viewers'),
  },
  {
    id: 'live-1000',
    what: 'the same with 1,000 viewers of the same 10 charts',
    hold: 500,
    unit: 'ms',
    command: bench('viewers'),
  },
  {
    id: 'live-queries',
    what: 'engine queries per event, many viewers against 50',
    hold: 1.1,
    unit: '×',
    command: bench('viewers'),
  },
  {
    id: 'page-50',
    what: 'dashboard of 8 panels, warm, 50 users thinking 2 s: HTML complete, p95',
    hold: 200,
    unit: 'ms',
    command: bench('overview'),
  },
  { id: 'chart-warm', what: 'rendered chart in a browser', hold: 1_000, unit: 'ms', command: bench('overview') },
  { id: 'chart-cold', what: 'the same, cold', hold: 2_000, unit: 'ms', command: bench('overview') },
  {
    id: 'hit',
    what: '`/api/query` cache hit against an empty Next route, requests/s',
    hold: 5,
    unit: '×',
    isLeast: true,
    command: bench('query'),
  },
  {
    id: 'single',
    what: 'single-event ingest against an empty Next route, requests/s, durable',
    hold: 5,
    unit: '×',
    isLeast: true,
    command: bench('ingest'),
  },
  {
    id: 'miss',
    what: '`/api/query` miss against the same SQL straight at the engine',
    hold: 1.15,
    unit: '×',
    command: bench('miss'),
  },
  {
    id: 'bulk',
    what: 'ingest over HTTP against a raw engine insert, rows/s',
    hold: 0.6,
    unit: '×',
    isLeast: true,
    command: bench('ingest'),
  },
  {
    id: 'tick',
    what: 'live tick at 100 M events against 1 M, the slowest of four questions',
    hold: 1.3,
    unit: '×',
    command: bench('long'),
    also: /^live tick/,
  },
  { id: 'kind-24h', what: '10 M events, uncached: last 24 h', hold: 15, unit: 'ms', command: bench('kinds') },
  { id: 'kind-users', what: 'the same: daily users 30 d', hold: 20, unit: 'ms', command: bench('kinds') },
  { id: 'kind-countries', what: 'the same: top countries 30 d', hold: 40, unit: 'ms', command: bench('kinds') },
  { id: 'kind-paths', what: 'the same: top paths with users 60 d', hold: 400, unit: 'ms', command: bench('kinds') },
  { id: 'kind-funnel', what: 'the same: 5-step funnel 30 d', hold: 250, unit: 'ms', command: bench('kinds') },
  { id: 'kind-retention', what: 'the same: retention 8 weeks', hold: 500, unit: 'ms', command: bench('kinds') },
  { id: 'cached-p95', what: 'cached, 50 callers without pause, p97.5', hold: 20, unit: 'ms', command: bench('query') },
  {
    id: 'cached-rate',
    what: 'the same, requests/s',
    hold: 5_000,
    unit: '/s',
    isLeast: true,
    command: bench('query'),
  },
  { id: 'requests', what: 'first page: requests', hold: 12, unit: '', command: bench('overview') },
  { id: 'script', what: 'first page: script before interaction', hold: 300, unit: 'KB', command: bench('overview') },
  {
    id: 'killed-reads',
    what: 'engine killed under load: reads not answered',
    hold: 0,
    unit: '',
    command: bench('chaos'),
    also: /reads not answered while the engine was killed/,
  },
  {
    id: 'killed-lost',
    what: 'the same: accepted events lost',
    hold: 0,
    unit: '',
    command: bench('chaos'),
    also: /accepted events lost/,
  },
  {
    id: 'killed-twice',
    what: 'the same: events stored twice',
    hold: 0,
    unit: '',
    command: bench('chaos'),
    also: /events stored twice/,
  },
  {
    id: 'streams-descriptors',
    what: 'streams connected and disconnected: descriptors more than before',
    hold: 5,
    unit: '',
    command: bench('streams'),
  },
  {
    id: 'streams-timers',
    what: 'the same: timers and other handles more than before',
    hold: 5,
    unit: '',
    command: bench('streams'),
  },
  { id: 'streams-heap', what: 'the same: heap more than before', hold: 3, unit: 'MB', command: bench('streams') },
  {
    id: 'long',
    what: '100 M events: slowest Overview panel over 90 days, uncached',
    hold: 200,
    unit: 'ms',
    command: bench('long'),
    also: /^90 days: /,
  },
] as const satisfies readonly DesignRow[];

export type DesignRowId = (typeof designRows)[number]['id'];
