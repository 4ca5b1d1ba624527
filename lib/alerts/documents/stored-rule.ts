import { isDeepStrictEqual } from 'node:util';
import { closeRule } from '@/lib/alerts/tick/close-rule';
import { actorName } from '@/lib/audit/actor-name';
import { record } from '@/lib/audit/record';
import type { Context, Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { Rule, RuleDoc } from '@/lib/model/rule';
import type { RuleRow } from '@/lib/store/alert-ports';
import type { Store } from '@/lib/store/store';
import { readRuleDoc, withDoc } from './read-rule-doc';

/** What writing takes of a context; also what the portal has when it writes by itself. */
export type Writer = Services & Pick<Context, 'actor'>;

export const noSuchRule = () => new AppError('not_found', 'There is no such rule in this workspace.');

export function toRule({ deletedAt: _deleted, isEventDriven: _event, dueAt: _due, ...row }: RuleRow): Rule {
  return withDoc(row);
}

/** The rule for a change within the transaction. Throws `not_found`, and `forbidden` for one that comes from a file. */
export async function findForChange(tx: Store, ctx: Writer, id: string): Promise<RuleRow> {
  const row = await tx.rules.findForChange(ctx.actor.workspaceId, id);
  if (!row || row.deletedAt !== null) throw noSuchRule();
  if (row.provisionedFrom !== null)
    throw new AppError('forbidden', `This rule comes from the file ${row.provisionedFrom} and is changed there.`);
  return row;
}

/** When it is evaluated: at once, so that nobody waits for the first time. */
export function scheduleOf({ isEnabled, every }: Pick<RuleDoc, 'isEnabled' | 'every'>, now: number) {
  return { isEventDriven: every === 'event', dueAt: isEnabled ? now : null };
}

export type NewRule = {
  doc: RuleDoc;
  /** What was done: `rule.<action>` in the audit log. */
  action: 'create' | 'import' | 'provision';
  id?: string;
  provisionedFrom?: string;
};

export async function insertRule(tx: Store, ctx: Writer, input: NewRule): Promise<RuleRow> {
  const now = ctx.clock.now();
  const by = await actorName(tx, ctx);
  const row: RuleRow = {
    id: input.id ?? ctx.newId(),
    workspaceId: ctx.actor.workspaceId,
    doc: input.doc,
    version: 1,
    provisionedFrom: input.provisionedFrom ?? null,
    createdBy: by,
    createdAt: now,
    updatedBy: by,
    updatedAt: now,
    deletedAt: null,
    evaluatedAt: null,
    lastError: null,
    ...scheduleOf(input.doc, now),
  };
  await tx.rules.insert(row);
  await record(tx, ctx, {
    action: `rule.${input.action}`,
    target: `rule:${row.id}`,
    after: input.doc,
  });
  return row;
}

export type NextRule = { doc: RuleDoc; action: 'save' | 'import' | 'provision' };

/**
 * Saves the next version of a rule; one that changes nothing is none. Series begin anew when something else is judged than
 * before; thresholds may change under an open alert. A rule that is switched off has no open alerts.
 */
export async function saveNextRule(
  tx: Store,
  ctx: Writer,
  { row, next }: { row: RuleRow; next: NextRule },
): Promise<RuleRow> {
  if (isDeepStrictEqual(row.doc, next.doc)) return row;
  const at = ctx.clock.now();
  const change = {
    doc: next.doc,
    version: row.version + 1,
    updatedBy: await actorName(tx, ctx),
    updatedAt: at,
    ...scheduleOf(next.doc, at),
  };
  const reason = whyItEnds(row, next.doc);
  if (reason !== null) await endSeries(tx, ctx, { row, reason });
  await tx.rules.update(row.workspaceId, row.id, change);
  await record(tx, ctx, {
    action: `rule.${next.action}`,
    target: `rule:${row.id}`,
    before: row.doc,
    after: next.doc,
  });
  return { ...row, ...change };
}

/** Why a change of its document ends what a rule's series are in; null when they go on. */
function whyItEnds({ doc: stored }: RuleRow, next: RuleDoc): string | null {
  const { doc, fault } = readRuleDoc(stored);
  if (fault !== undefined || !isSameQuestion(doc, next)) return 'The rule asks something else now';
  return doc.isEnabled && !next.isEnabled ? 'The rule was switched off' : null;
}

function isSameQuestion(before: RuleDoc, after: RuleDoc): boolean {
  return (
    isDeepStrictEqual(before.spec, after.spec) &&
    before.measure === after.measure &&
    before.condition.type === after.condition.type
  );
}

/** Resolves the open alerts of a rule and forgets its series. Belongs before the change itself. */
export async function endSeries(
  tx: Store,
  ctx: Writer,
  { row, reason }: { row: RuleRow; reason: string },
): Promise<void> {
  // Most rules that are changed have been seen by nobody yet.
  if ((await tx.ruleSeries.list([row.id])).length > 0)
    await closeRule(tx, ctx, { rule: row, at: ctx.clock.now(), reason });
}
