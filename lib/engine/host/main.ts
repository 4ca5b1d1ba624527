import type { AddressInfo } from 'node:net';
import { createHttpHost } from './http';
import type { HostCommand, HostReport } from './protocol';
import { Sessions } from './sessions';

/** Longest wait for running statements when the host ends; what was acknowledged is on disk already. */
const closeBudgetMs = 5_000;

let sessions: Sessions | undefined;
let isEnding = false;

function report(message: HostReport, sent: () => void = () => undefined): void {
  if (process.connected) process.send?.(message, sent);
  else sent();
}

function open({ dataDir, secret, limits }: Extract<HostCommand, { type: 'open' }>): void {
  try {
    sessions = new Sessions(dataDir, limits);
    const version = sessions.version();
    const server = createHttpHost(sessions, secret);
    server.listen(0, '127.0.0.1', () =>
      report({ type: 'ready', port: (server.address() as AddressInfo).port, version }),
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    report({ type: 'failed', message }, () => process.exit(1));
  }
}

async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  // A native call that does not come back must not keep the folder locked.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), closeBudgetMs).unref();
  await sessions?.close();
  process.exit();
}

process.on('message', (message: HostCommand) => {
  if (message.type === 'open') open(message);
  else if (message.type === 'ping') report({ type: 'alive' });
  else if (sessions) sessions.faults = message.faults;
});
process.on('SIGTERM', () => void end());
process.on('SIGINT', () => {
  // Ctrl-C in a terminal reaches the whole process group; the portal decides when the engine ends.
});
process.on('disconnect', () => void end());
