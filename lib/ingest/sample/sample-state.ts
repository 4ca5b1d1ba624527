import type { Services } from '@/lib/context';
import type { Workspace } from '@/lib/model/workspace';
import { defaultSampleSpeed, sampleSpeedSchema, type SampleSpeed } from '@/lib/model/sample';

type WithStore = Pick<Services, 'store'>;

/** How the load stands. All of it is fixed by the first look at the clock but `remaining` and the rate. */
export type SampleLoad = {
  shiftMs: number;
  loadedAt: number;
  /** Above 0 when it fills a gap of the replay, and is not the history itself. */
  fromRow: number;
  historyRows: number;
  remaining: number;
  rowsPerSecond: number;
};
/** Where the replay goes on. `lap` counts how often the kept flights have come round, so that their ids stay apart. */
export type SampleReplay = { row: number; lap: number };
/** The same with when it was written down, Unix ms: until then the replay ran. */
export type SampleReplayAt = SampleReplay & { at: number };
/** What the worker found at the start of the process. */
export type SampleSetting = { isOn: boolean; hasFile: boolean };

const keys = {
  load: 'sample.load',
  replay: 'sample.replay',
  speed: 'sample.speed',
  setting: 'sample.setting',
  purge: 'sample.purge',
};

export const readLoad = ({ store }: WithStore, workspaceId: string) =>
  store.settings.get<SampleLoad>(workspaceId, keys.load);
export const writeLoad = ({ store }: WithStore, workspaceId: string, load: SampleLoad) =>
  store.settings.set(workspaceId, keys.load, load);
export const readReplay = ({ store }: WithStore, workspaceId: string) =>
  store.settings.get<SampleReplayAt>(workspaceId, keys.replay);
export const writeReplay = ({ store }: WithStore, workspaceId: string, replay: SampleReplayAt) =>
  store.settings.set(workspaceId, keys.replay, replay);

export async function readSpeed({ store }: WithStore, workspaceId: string): Promise<SampleSpeed> {
  const parsed = sampleSpeedSchema.safeParse(await store.settings.get(workspaceId, keys.speed));
  return parsed.success ? parsed.data : defaultSampleSpeed;
}
export const writeSpeed = ({ store }: WithStore, workspaceId: string, speed: SampleSpeed) =>
  store.settings.set(workspaceId, keys.speed, speed);

export const readSetting = ({ store }: WithStore) => store.settings.get<SampleSetting>(null, keys.setting);
export const writeSetting = ({ store }: WithStore, setting: SampleSetting) =>
  store.settings.set(null, keys.setting, setting);

/** Workspaces that are gone from the store and whose events still have to be deleted from the engine. */
export const readPurges = async ({ store }: WithStore): Promise<string[]> =>
  (await store.settings.get<string[]>(null, keys.purge)) ?? [];
export const writePurges = ({ store }: WithStore, workspaceIds: string[]) =>
  store.settings.set(null, keys.purge, workspaceIds);

export async function findSample({ store }: WithStore): Promise<Workspace | null> {
  return (await store.workspaces.list()).find(({ kind }) => kind === 'sample') ?? null;
}
