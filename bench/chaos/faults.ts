import { fillDisk } from './fill-disk';
import { startHangingReceiver } from './hanging-receiver';
import { sleep } from './options';
import { openSlowClients } from './slow-clients';
import type { World } from './world';

/** Something that breaks for a while. `begin` resolves to what ends it; null when it cannot be tried here, with the reason. */
export type Fault = {
  name: string;
  begin: (
    world: World,
    forMs: number,
  ) => Promise<{ end: () => Promise<void>; notes?: () => string[] } | { skipped: string }>;
};

const done = async () => undefined;

const killEngine = async ({ portal }: World) => {
  const pid = await portal.enginePid();
  if (pid !== null) process.kill(pid, 'SIGKILL');
};

const engine: Fault[] = [
  {
    name: 'engine killed (kill -9)',
    begin: async (world) => {
      await killEngine(world);
      return { end: done };
    },
  },
  {
    name: 'engine frozen (SIGSTOP)',
    begin: async ({ portal }) => {
      const pid = await portal.enginePid();
      if (pid === null) return { skipped: 'the engine had no process' };
      process.kill(pid, 'SIGSTOP');
      return {
        end: async () => {
          try {
            process.kill(pid, 'SIGCONT');
          } catch {
            // The portal has put another one in its place.
          }
        },
        notes: () => [isThere(pid) ? 'waited for the frozen process' : 'replaced the frozen process'],
      };
    },
  },
  hostFault('engine slow (1 s before each statement)', { delayMs: 1_000 }),
  hostFault('engine answers errors (code 241)', { exceptionCode: 241 }),
  hostFault('engine answers errors (code 999)', { exceptionCode: 999 }),
];

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function hostFault(name: string, faults: object): Fault {
  return {
    name,
    begin: async ({ portal }) => {
      await portal.ask('faults', { faults });
      return { end: async () => void (await portal.ask('faults', { faults: {} })) };
    },
  };
}

const noMount = 'mounting a small disk is not permitted here';
const disk: Fault[] = (['spool', 'engine'] as const).map((part) => ({
  name: `disk full for the ${part}`,
  begin: async ({ disks }) => (disks === null ? { skipped: noMount } : { end: await fillDisk(disks[part]) }),
}));

const store: Fault[] = [
  { name: 'store gone (connections refused)', weather: { kind: 'cut' } as const },
  { name: 'store silent (nothing comes back)', weather: { kind: 'silent' } as const },
  { name: 'store slow (600 ms each way)', weather: { kind: 'slow', delayMs: 600 } as const },
].map(({ name, weather }) => ({
  name,
  begin: async ({ storeLine }) => {
    if (storeLine === null) return { skipped: 'no PostgreSQL here, or the embedded store is used' };
    storeLine.set(weather);
    return { end: async () => storeLine.set({ kind: 'calm' }) };
  },
}));

const portalFaults: Fault[] = [
  {
    name: 'portal killed (kill -9) and started again',
    begin: async ({ portal }) => {
      const began = performance.now();
      await portal.kill();
      await portal.start();
      const downMs = Math.round(performance.now() - began);
      return { end: done, notes: () => [`ready again ${downMs} ms after the kill`] };
    },
  },
  ...([1, -1] as const).map((hours): Fault => ({
    name: `clock jumps ${hours > 0 ? 'forward' : 'back'} by an hour, and back to the right time`,
    begin: async ({ portal }) => {
      await portal.ask('clock', { ms: hours * 3_600_000 });
      return { end: async () => void (await portal.ask('clock', { ms: 0 })) };
    },
  })),
];

const clients: Fault[] = [
  {
    name: '10 % of connections dropped',
    begin: async ({ front }) => {
      front.set({ kind: 'lossy', share: 0.1 });
      return { end: async () => front.set({ kind: 'calm' }) };
    },
  },
  {
    name: 'slow clients (100 streams not read, 100 slow bodies)',
    begin: async ({ portal }) => openSlowClients(portal.url),
  },
  { name: 'notification receiver hangs', begin: async ({ portal }) => startHangingReceiver(portal.url) },
];

const everyFewSeconds: Fault = {
  name: 'engine killed every 20 s under load',
  begin: async (world, forMs) => {
    let isOver = false;
    const kills = (async () => {
      // Three rounds of 20 s in a long run; a short one kills more often.
      const everyMs = Math.min(20_000, Math.max(2_000, forMs / 3));
      for (let n = 0; n < 3 && !isOver; n += 1) {
        await killEngine(world);
        await sleep(everyMs);
      }
    })();
    return {
      end: async () => {
        isOver = true;
        await kills;
      },
    };
  },
};

/** In the order in which they come. */
export const faults: readonly Fault[] = [...engine, everyFewSeconds, ...store, ...disk, ...portalFaults, ...clients];

/** The short name by which a fault is chosen: its first words. */
export const isChosen = (fault: Fault, chosen: readonly string[]): boolean =>
  chosen.length === 0 || chosen.some((words) => fault.name.startsWith(words));
