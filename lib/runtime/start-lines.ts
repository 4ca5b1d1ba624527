import { isAppError } from '@/lib/errors/app-error';
import type { Runtime } from './runtime';

/** Every cause in words; the stack of what is no fault of the settings, as only that helps to find it. */
export function faultsOf(error: unknown): string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(faultsOf);
  if (isAppError(error)) return [error.message];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}

export function faultLines(title: string, faults: readonly string[]): string[] {
  return [`${title}:`, ...faults.map((fault) => `  - ${fault}`)];
}

/** The block that a person reads after the start: where to go, how to sign in, where the data is, how to send. */
export function readyLines(portal: Runtime, uptimeSeconds: number): string[] {
  const { config, firstStart } = portal;
  const row = (label: string, value: string) => `  ${label.padEnd(12)} ${value}`;
  const lines = [
    '',
    row('Sightglass', `${config.publicUrl}   (ready after ${uptimeSeconds.toFixed(1)} s)`),
    ...(firstStart ? [row('Sign in', firstStart.email)] : []),
    ...(firstStart?.password ? [row('Password', `${firstStart.password}   (shown this once, stored hashed)`)] : []),
    row('Data', config.dataDir),
    row('Engine', config.engine.mode),
  ];
  if (firstStart?.writeKey) {
    lines.push(
      row('Write key', `${firstStart.writeKey}   (shown this once)`),
      '',
      '  Send your first event:',
      `  curl ${config.publicUrl}/api/events \\`,
      `    -H 'Authorization: Bearer ${firstStart.writeKey}' \\`,
      `    -d '{"name":"hello","properties":{"from":"curl"}}'`,
    );
  }
  if (!firstStart) lines.push(row('Sign in', 'with your account'));
  return [...lines, ''];
}
