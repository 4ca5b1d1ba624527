import type { EngineRead, EngineTable } from '@/lib/engine/engine';
import type { AnswerData } from '@/lib/model/answer';
import type { Source } from '@/lib/model/source';
import type { Plan, TrendPlan } from './plan';
import type { Compiled } from './scope';
import type { Row } from './shape';
import type { TrendBase } from './trend';

/** Sends one query to the engine. */
export type Ask = (query: Compiled) => Promise<readonly Row[]>;
/** Runs a statement that people wrote, as a reader of the workspace. */
export type Read = (statement: Pick<EngineRead, 'sql' | 'params' | 'rowLimit'>) => Promise<EngineTable>;
export type Asking = { workspaceId: string; now: number; ask: Ask; read: Read };
/** `base` is what a trend's data was made from, for the next answer to be made from it, too. */
export type Computed = { data: AnswerData; base?: TrendBase; source: Source; plan: Plan | TrendPlan };
