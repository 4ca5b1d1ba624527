// Loaded into the portal's process by `node --import`, for the chaos harness only: a socket through which its clock can be
// moved, its engine be told to misbehave and its inside be looked at. The product has no such door.
import childProcess from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const socket = process.env.CHAOS_SOCKET;
const children = new Set();

if (isMainThread && socket && process.argv[1]?.endsWith('server.mjs')) {
  moveClock();
  catchChildren();
  listen();
}

let offsetMs = 0;

function moveClock() {
  const now = Date.now;
  Date.now = () => now.call(Date) + offsetMs;
}

/** The engine takes faults over its pipe, which only whoever started it has. */
function catchChildren() {
  const { spawn } = childProcess;
  childProcess.spawn = (...args) => {
    const child = spawn(...args);
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };
  syncBuiltinESMExports();
}

const engine = () => [...children].find((child) => child.connected);

async function services() {
  const slot = globalThis[Symbol.for('sightglass.runtime')];
  if (!slot?.booting) throw new Error('the portal has not booted');
  return (await slot.booting).services;
}

const commands = {
  clock: ({ ms }) => {
    offsetMs = ms;
    return {};
  },
  faults: ({ faults }) => {
    engine()?.send({ type: 'faults', faults });
    return {};
  },
  enginePid: () => ({ pid: engine()?.pid ?? null }),
  query: async ({ sql }) => (await (await services()).engine.query({ sql, timeoutMs: 30_000 })).rows,
  inside: async () => {
    const { live } = await services();
    const resources = {};
    for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
    globalThis.gc?.();
    return { children: children.size, resources, live: live.stats(), memory: process.memoryUsage() };
  },
};

function listen() {
  rmSync(socket, { force: true });
  const server = createServer((request, reply) => {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', async () => {
      try {
        const { op, ...input } = JSON.parse(text);
        reply.end(JSON.stringify({ value: await commands[op](input) }));
      } catch (error) {
        reply.end(JSON.stringify({ error: String(error?.message ?? error) }));
      }
    });
  });
  server.listen(socket);
  server.unref();
}
