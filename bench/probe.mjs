// Loaded into the portal with `--import`: tells what it holds, on a port of its own, without being part of it.
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import v8 from 'node:v8';
import vm from 'node:vm';

// Child processes inherit NODE_OPTIONS and must not answer for the portal.
if (process.env.BENCH_PROBE_PORT && process.argv[1]?.endsWith('server.mjs')) {
  v8.setFlagsFromString('--expose-gc');
  const gc = vm.runInNewContext('gc');

  const holdings = () => {
    const resources = {};
    for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
    const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
    return { fds: readdirSync('/proc/self/fd').length, resources, rss, heapUsed, external, arrayBuffers };
  };

  createServer((request, reply) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    for (let n = 0; n < Number(searchParams.get('gc') ?? 0); n += 1) gc();
    const file = searchParams.get('file');
    const answer = pathname === '/snapshot' && file ? { file: v8.writeHeapSnapshot(file) } : holdings();
    reply.setHeader('connection', 'close').end(JSON.stringify(answer));
  })
    .listen(Number(process.env.BENCH_PROBE_PORT), '127.0.0.1')
    .unref();
}
