import { z } from 'zod';
import { dayMs, parseDuration, secondMs } from '@/lib/time/duration';
import { unitSchema } from './panel';
import { querySpecSchema, type QuerySpec } from './query-spec';
import { spanSchema } from './query-range';
import { conditionSchema, type Condition } from './rule-condition';
import { severitySchema } from './severity-schema';
import type { AlertStatus, SeriesState } from './alert-state';
import { labelNameSchema } from './matcher';

const delaySchema = z.union([z.literal('0s'), spanSchema]).default('0s');
/** What becomes of a series when there is nothing to judge it by. `notify_once` keeps its state and says so one time. */
const absentBehaviourSchema = z.enum(['alert', 'ok', 'keep', 'notify_once']);
export type AbsentBehaviour = z.infer<typeof absentBehaviourSchema>;

const everySchema = z.union([
  /** Woken by events that touch the question. */
  z.literal('event'),
  spanSchema.refine(isPace, { message: 'Use 10s to 1d, or event' }),
]);
function isPace(text: string): boolean {
  const ms = parseDuration(text)?.ms ?? 0;
  return ms >= 10 * secondMs && ms <= dayMs;
}

/** What of a rule is kept in versions, exported and provisioned. */
export const ruleDocSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    description: z.string().max(1_000).optional(),
    isEnabled: z.boolean().default(true),
    spec: querySpecSchema,
    /** Which value of the answer is judged, by its place among those that are shown; formulas follow the measures. */
    measure: z.number().int().min(0).max(11).default(0),
    /** How the values are written on charts. */
    unit: unitSchema.default('number'),
    condition: conditionSchema,
    every: everySchema.default('1m'),
    /** How long a condition has to hold before it fires. */
    for: delaySchema,
    /** How long an alert goes on firing after the condition has ended. */
    keepFiringFor: delaySchema,
    noData: absentBehaviourSchema.default('ok'),
    onError: absentBehaviourSchema.default('keep'),
    /** Severity of alerts about missing data and errors. */
    absentSeverity: severitySchema.default('warning'),
    labels: z.record(labelNameSchema, z.string().max(500)).default({}),
    annotations: z
      .strictObject({
        summary: z.string().max(500).optional(),
        runbookUrl: z
          .url({ protocol: /^https?$/ })
          .max(2_000)
          .optional(),
        dashboardId: z.string().max(60).optional(),
      })
      .default({}),
  })
  .superRefine(({ spec, condition }, issue) => {
    const reason = unfit(spec, condition);
    if (reason !== null) issue.addIssue({ code: 'custom', path: ['condition', 'type'], message: reason });
  });
export type RuleDoc = z.output<typeof ruleDocSchema>;
export type RuleDocInput = z.input<typeof ruleDocSchema>;

/** A standing question. Times are Unix ms. */
export type Rule = {
  id: string;
  workspaceId: string;
  doc: RuleDoc;
  version: number;
  /** The file it comes from; such a rule is changed there. */
  provisionedFrom: string | null;
  createdBy: string;
  createdAt: number;
  updatedBy: string;
  updatedAt: number;
  evaluatedAt: number | null;
  /** Why the last evaluation decided nothing; null when it did. */
  lastError: string | null;
  /** Why the stored document cannot be read any more; such a rule is shown and not evaluated. */
  fault?: string;
};
/** A rule as lists have it: with the number of its series in each status. */
export type RuleSummary = Rule & { series: Partial<Record<AlertStatus, number>> };
/** A rule with where each of its series stands. */
export type RuleView = { rule: Rule; series: { key: string; labels: Record<string, string>; state: SeriesState }[] };
/** What an import did with each rule of its file; `reason` says why one was left alone. */
export type ImportedRule = {
  name: string;
  id: string | null;
  done: 'created' | 'updated' | 'unchanged' | 'skipped';
  reason?: string;
};

const compared: readonly QuerySpec['kind'][] = ['total', 'trend', 'breakdown'];
const numbered: readonly QuerySpec['kind'][] = [...compared, 'funnel', 'retention', 'distribution', 'sql'];
const fitting: Record<Condition['type'], { kinds: readonly QuerySpec['kind'][]; needs: string }> = {
  threshold: { kinds: numbered, needs: 'a number to judge; use a row condition or another question' },
  absence: { kinds: numbered, needs: 'series that report' },
  change: { kinds: compared, needs: 'an earlier time to compare with' },
  anomaly: { kinds: ['trend'], needs: 'values over time; use kind trend' },
  burn_rate: { kinds: compared, needs: 'measures of bad and of all events' },
  row: { kinds: ['sql', 'table', 'breakdown'], needs: 'rows to fire on' },
};
/** Why a question cannot be judged by a condition; null when it can. */
function unfit(spec: QuerySpec, condition: Condition): string | null {
  const { kinds, needs } = fitting[condition.type];
  if (!kinds.includes(spec.kind)) return `A ${spec.kind} question lacks ${needs}`;
  if (condition.type !== 'burn_rate' || !('measures' in spec)) return null;
  const measures = spec.measures.length + spec.formulas.length;
  const isThere = Math.max(condition.bad, condition.total) < measures && condition.bad !== condition.total;
  return isThere ? null : 'A burn rate needs one measure of bad events and one of all events';
}
