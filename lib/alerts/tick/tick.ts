import type { Services } from '@/lib/context';
import type { recordAlerts } from '@/lib/incidents/record-alerts';
import type { RuleSeriesRow, RuleRow } from '@/lib/store/alert-ports';
import type { RuleDoc } from '@/lib/model/rule';
import type { Answer } from '@/lib/model/answer';
import type { QuerySpec } from '@/lib/model/query-spec';
import type { Slots } from './slots';

/** A question of a workspace, answered now and by nothing that is known. Throws what lib/query/run-query throws. */
export type Ask = (workspaceId: string, spec: QuerySpec) => Promise<Answer>;

/** What evaluations need and share. */
export type Tick = {
  services: Services;
  ask: Ask;
  record: typeof recordAlerts;
  /** Questions at once in the engine. */
  slots: Slots;
  /** Something fired, changed or resolved and is stored. */
  onCommitted: () => void;
  isStopping: () => boolean;
};

/** A rule that this portal has for the length of its lease. */
export type Claimed = {
  row: RuleRow & { dueAt: number };
  doc: RuleDoc;
  /** The time the evaluation counts for, Unix ms. */
  at: number;
  /** Decides when it falls due; see share-questions. */
  questionKey: string;
  series: RuleSeriesRow[];
  token: string;
};

/** Why the evaluation of a rule ended as it did; `lost`: somebody else has it now, or it was changed. */
export type Ended = 'decided' | 'error' | 'skipped' | 'released' | 'lost';
