// `npm run dev`: the server with Next's development mode; pages reload by themselves, the server restarts on Ctrl-C and again.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { buildServer } from './build-server.mjs';
import { ensureInstalled, requireNode } from './steps.mjs';

requireNode();
await ensureInstalled();
await buildServer();
const server = spawn(process.execPath, ['--enable-source-maps', 'dist/server.mjs'], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'development' },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 1));
