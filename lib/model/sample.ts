import { z } from 'zod';

/** How much faster than the flights' own clock the replay goes; 0 holds it. */
export const sampleSpeeds = [0, 1, 5, 20] as const;
export const sampleSpeedSchema = z.union([z.literal(0), z.literal(1), z.literal(5), z.literal(20)]);
export type SampleSpeed = (typeof sampleSpeeds)[number];
export const defaultSampleSpeed: SampleSpeed = 5;

/**
 * `absent`: removed, or never made. `off`: switched off by setting. `unavailable`: the file of flights is missing.
 * `loading`: history is being loaded, the replay runs already. `ready`: all of it is there.
 */
export type SampleState = 'absent' | 'off' | 'unavailable' | 'loading' | 'ready';

export type SampleStatus = {
  state: SampleState;
  workspaceId: string | null;
  slug: string | null;
  /** Share of the history that is loaded, 0 to 1. */
  progress: number;
  rowsLoaded: number;
  rowsTotal: number;
  /** Of the last few seconds of loading; null when it is not loading. */
  rowsPerSecond: number | null;
  /** Until the history is complete; null when it is not loading. */
  etaMs: number | null;
  speed: SampleSpeed;
  /** Why there is nothing to see, in words for people. */
  reason: string | null;
};
