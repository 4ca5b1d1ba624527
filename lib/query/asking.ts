import type { EngineRead, EngineTable } from '@/lib/engine/engine';
import type { AnswerData } from '@/lib/model/answer';
import type { Source } from '@/lib/model/source';
import type { ClosedBuckets, Family } from './closed-buckets';
import type { Plan, TrendPlan } from './plan';
import type { Compiled } from './scope';
import type { Row } from './shape';
import type { WantedSummaries } from './summaries/wanted-summaries';
import type { TrendGroup } from './trend';

/** Sends one query to the engine. */
export type Ask = (query: Compiled) => Promise<readonly Row[]>;
/** Runs a statement that people wrote, as a reader of the workspace. */
export type Read = (statement: Pick<EngineRead, 'sql' | 'params' | 'rowLimit'>) => Promise<EngineTable>;
export type Asking = {
  workspaceId: string;
  now: number;
  ask: Ask;
  read: Read;
  known?: Known;
  wanted?: WantedSummaries;
};
/** The groups of a trend and when they were found to lead, Unix ms. */
export type Ranking = { groups: readonly TrendGroup[]; at: number };
/** What a computation may use of earlier ones; `position` is where the batch log stood before it. */
export type Known = {
  closedBuckets: (of: Omit<Family, 'workspaceId'>) => ClosedBuckets;
  ranking: Ranking | undefined;
  position: number;
};
/** `ranking` is for the next answer to a trend to have the same groups for a while. */
export type Computed = { data: AnswerData; ranking?: Ranking; source: Source; plan: Plan | TrendPlan };
