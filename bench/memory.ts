import { readFileSync, readdirSync } from 'node:fs';
import type { Portal } from '../e2e/portal';
import type { Figure } from './figures';

/** Resident memory of the portal and of its engine, as Linux counts it. */
export async function measureMemory(portal: Portal): Promise<Figure[]> {
  // A breath after the load, so that garbage of the load itself is not what is measured.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const engine = childrenOf(portal.pid)[0];
  return [
    { what: 'resident memory of the portal', measured: megabytes(portal.pid) },
    { what: 'resident memory of the engine', measured: engine === undefined ? 'not embedded' : megabytes(engine) },
  ];
}

/** Processes that this one started. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => statusOf(child).includes(`PPid:\t${pid}\n`));
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

/** Resident memory of a process; NaN when it is gone. */
export function residentMb(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(statusOf(pid))?.[1] ?? Number.NaN) / 1024);
}

const megabytes = (pid: number): string => `${residentMb(pid)} MB`;
