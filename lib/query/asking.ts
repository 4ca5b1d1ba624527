import type { AnswerData } from '@/lib/model/answer';
import type { Plan, Source } from './plan';
import type { Compiled } from './scope';
import type { Row } from './shape';

/** Sends one query to the engine. */
export type Ask = (query: Compiled) => Promise<readonly Row[]>;
export type Asking = { workspaceId: string; now: number; ask: Ask };
export type Computed = { data: AnswerData; source: Source; plan: Plan };
