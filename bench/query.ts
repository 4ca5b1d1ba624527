import { apiKey, type Portal } from '../e2e/portal';
import { ms, perSecond, ratio, type Figure } from './figures';
import { load } from './load';

const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
const question = { kind: 'trend', measures: [{ agg: 'count' }], range: { last: '24h' }, grain: '1h' };

/** A cached answer at 50 connections, against an empty Next route of the same run. */
export async function measureCacheHits(portal: Portal): Promise<Figure[]> {
  const hit = await load({
    url: `${portal.url}/api/query`,
    method: 'POST',
    headers,
    body: JSON.stringify(question),
    connections: 50,
    seconds: 8,
  });
  const empty = await load({ url: `${portal.url}/api/version`, connections: 50, seconds: 8 });
  const times = hit.requestsPerSecond / empty.requestsPerSecond;
  return [
    {
      what: '`/api/query` cache hit, 50 connections',
      measured: `${perSecond(hit.requestsPerSecond)}, p50 ${hit.p50} ms, p97.5 ${hit.p95} ms, p99 ${hit.p99} ms, ${hit.errors} errors`,
      row: 'cached-rate',
      value: hit.requestsPerSecond,
    },
    {
      what: 'the same, p97.5',
      measured: ms(hit.p95),
      goal: '≤ 20 ms',
      isMet: hit.p95 <= 20,
      row: 'cached-p95',
      value: hit.p95,
    },
    {
      what: 'empty Next route handler, same run',
      measured: `${perSecond(empty.requestsPerSecond)}, p97.5 ${empty.p95} ms`,
    },
    {
      what: 'cache hit / empty Next route',
      measured: ratio(times),
      goal: '≥ 5 ×',
      isMet: times >= 5,
      row: 'hit',
      value: times,
    },
  ];
}
