import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, Services } from '@/lib/context';
import { acceptEventValues } from '@/lib/ingest/accept-events';
import type { EventInput } from '@/lib/model/event';
import type { SampleRun } from './load-history';
import { ReplayClock, type DueFlight } from './replay-clock';
import type { SampleSpeed } from '@/lib/model/sample';
import { readReplay, readSpeed, writeReplay, type SampleReplay } from './sample-state';
import { workOnce } from './sample-work';

const tickMs = 200;
/** The position is written this often; after a kill the flights since then come again under the same ids. */
const rememberEveryTicks = 25;
/** A machine that slept, or an engine that was away, is not caught up with: late flights are left out of the rush. */
const latestMs = 5_000;

export type Replay = { speedChanged(): void };

type ReplayOptions = { run: SampleRun; firstRow: number; onReady: (replay: Replay) => void };

/** Sends the kept flights through the normal ingest, as if they departed now, round and round, until the signal. */
export async function replayFlights(services: Services, { run, firstRow, onReady }: ReplayOptions): Promise<void> {
  const player = new Player(services, run, firstRow);
  onReady({ speedChanged: () => void player.readSpeed() });
  await player.start();
  for (let tick = 1; !run.signal.aborted; tick += 1) {
    await player.play();
    if (tick % rememberEveryTicks === 0) await player.remember();
    await sleep(tickMs, undefined, { signal: run.signal, ref: false }).catch(() => undefined);
  }
  await player.remember();
}

class Player {
  private readonly clock: ReplayClock;
  /** Where the flights that have been fetched end. */
  private fetched: SampleReplay;
  private speed: SampleSpeed = 0;
  private readonly ctx: Context;

  constructor(
    private readonly services: Services,
    private readonly run: SampleRun,
    private readonly firstRow: number,
  ) {
    this.clock = new ReplayClock(services.clock.now());
    this.fetched = { row: firstRow, lap: 0 };
    const actor = { kind: 'system', workspaceId: run.workspaceId, purpose: 'sample-replay' } as const;
    this.ctx = { ...services, actor, requestId: 'sample-replay' };
  }

  async start(): Promise<void> {
    this.fetched = (await readReplay(this.services, this.run.workspaceId)) ?? this.fetched;
    await this.readSpeed();
  }

  async readSpeed(): Promise<void> {
    this.speed = await readSpeed(this.services, this.run.workspaceId);
  }

  async play(): Promise<void> {
    if (this.speed > 0 && this.clock.isEmpty) await this.fetch();
    const now = this.services.clock.now();
    const due = this.clock.take(now, this.speed).filter(({ at }) => now - at <= latestMs);
    if (due.length === 0) return;
    const { lap } = this.fetched;
    await acceptEventValues(this.ctx, { source: 'sample', events: due.map((each) => eventOf(each, lap)) });
  }

  async remember(): Promise<void> {
    const row = this.clock.nextRow() ?? this.fetched.row;
    const at = this.services.clock.now();
    await writeReplay(this.services, this.run.workspaceId, { row, lap: this.fetched.lap, at });
  }

  private async fetch(): Promise<void> {
    const { file } = this.run;
    const slice = await workOnce({ kind: 'replay', plan: { file, from: this.fetched.row } }, this.run);
    this.clock.add(slice.flights);
    const isAtEnd = slice.flights.length === 0;
    this.fetched = isAtEnd
      ? { row: this.firstRow, lap: this.fetched.lap + 1 }
      : { row: slice.next, lap: this.fetched.lap };
  }
}

function eventOf({ flight, at }: DueFlight, lap: number): EventInput {
  const { row, delay, distance, origin, destination } = flight;
  return {
    name: 'departure',
    timestamp: Math.round(at),
    id: `flight-${row}-${lap}`,
    value: delay,
    properties: { delay, distance, origin, destination, route: `${origin}-${destination}` },
  };
}
