import { z } from 'zod';
import { matcherSchema, type Matcher } from './matcher';

/** Alerts that all matchers match tell nobody from `startsAt` to `endsAt`. Times are Unix ms. */
export type Silence = {
  /** A UUID, as Alertmanager's. */
  id: string;
  workspaceId: string;
  matchers: Matcher[];
  startsAt: number;
  /** Ended by hand, it is the moment of that. */
  endsAt: number;
  createdBy: string;
  comment: string;
  updatedAt: number;
};
export type SilenceState = 'pending' | 'active' | 'expired';
export function silenceState({ startsAt, endsAt }: Pick<Silence, 'startsAt' | 'endsAt'>, now: number): SilenceState {
  if (endsAt <= now) return 'expired';
  return startsAt > now ? 'pending' : 'active';
}

/** What people say to silence something. */
export const silenceInputSchema = z
  .strictObject({
    matchers: z.array(matcherSchema).min(1).max(50),
    startsAt: z.number().int(),
    endsAt: z.number().int(),
    comment: z.string().trim().min(1).max(2_000),
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, { message: 'The end lies before the start', path: ['endsAt'] });
export type SilenceInput = z.output<typeof silenceInputSchema>;
