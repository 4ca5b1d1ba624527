import type { AnswerData } from '@/lib/model/answer';
import type { Plan, Source, TrendPlan } from './plan';
import type { Compiled } from './scope';
import type { Row } from './shape';
import type { TrendBase } from './trend';

/** Sends one query to the engine. */
export type Ask = (query: Compiled) => Promise<readonly Row[]>;
export type Asking = { workspaceId: string; now: number; ask: Ask };
/** `base` is what a trend's data was made from, for the next answer to be made from it, too. */
export type Computed = { data: AnswerData; base?: TrendBase; source: Source; plan: Plan | TrendPlan };
