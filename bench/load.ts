import autocannon from 'autocannon';

export type Load = {
  url: string;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | Buffer;
  connections: number;
  seconds: number;
};
export type LoadResult = {
  requestsPerSecond: number;
  p50: number;
  p95: number;
  p99: number;
  errors: number;
  statuses: Record<string, number>;
};

/** Requests without pause over so many connections, for so many seconds, after a warm-up of a second. */
export async function load({
  url,
  method = 'GET',
  headers = {},
  body,
  connections,
  seconds,
}: Load): Promise<LoadResult> {
  const shared = { url, method, headers, connections, ...(body === undefined ? {} : { body }) };
  await autocannon({ ...shared, duration: 1 });
  const result = await autocannon({ ...shared, duration: seconds });
  return {
    requestsPerSecond: result.requests.average,
    p50: result.latency.p50,
    // autocannon reports no p95; p97.5 is the next above it.
    p95: result.latency.p97_5,
    p99: result.latency.p99,
    errors: result.errors + result.non2xx,
    statuses: { '2xx': result['2xx'], '4xx': result['4xx'], '5xx': result['5xx'] },
  };
}
