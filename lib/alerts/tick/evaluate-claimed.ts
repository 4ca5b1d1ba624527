import { canonicalSpec } from '@/lib/query/spec-key';
import { secondMs } from '@/lib/time/duration';
import type { RuleRow } from '@/lib/store/alert-ports';
import { askedSpecs, type Asked } from '../asked-specs';
import { readRuleDoc } from '../documents/read-rule-doc';
import { countsFor, nextDueAt } from './due-at';
import { runParty, type Asking, type Party } from './party';
import { partOfAnswer } from './part-of-answer';
import { shareQuestions, sharingKey, type SharedQuestion } from './share-questions';
import type { Reply } from './sight-from';
import type { Claimed, Tick } from './tick';

/** Evaluations that have not begun when so much of the lease is gone are left to the next claim. */
const startWithinMs = 15 * secondMs;

type Lease = { token: string; claimedAt: number };
type Wanting = { claimed: Claimed; asked: Asked[] };

/** Evaluates claimed rules: as few questions as answer them all, then each by itself. Never throws for one rule's sake. */
export async function evaluateClaimed(
  tick: Tick,
  rows: readonly (RuleRow & { dueAt: number })[],
  { token, claimedAt }: Lease,
): Promise<void> {
  const series = await tick.services.store.ruleSeries.list(rows.map(({ id }) => id));
  const wanting: Wanting[] = [];
  for (const row of rows) {
    const { doc, fault } = readRuleDoc(row.doc);
    if (fault !== undefined) {
      await giveUp(tick, row, { token, fault });
      continue;
    }
    const own = series.filter(({ ruleId }) => ruleId === row.id);
    const at = countsFor(doc, { dueAt: row.dueAt, now: claimedAt });
    const asked = askedSpecs(doc, { at, hasMemory: own.length > 0 });
    const questionKey = sharingKey(row.workspaceId, doc.spec);
    wanting.push({ claimed: { row, doc, at, questionKey, series: own, token }, asked });
  }
  const asking = askingFor(tick, wanting, claimedAt + startWithinMs);
  await Promise.all(partiesOf(wanting).map((party) => runParty(tick, party, asking)));
}

/** A stored rule that this version cannot read is looked at again once in a while, in case a newer version did not clean up. */
async function giveUp(
  { services }: Tick,
  row: RuleRow,
  { token, fault }: { token: string; fault: string },
): Promise<void> {
  const now = services.clock.now();
  const dueAt = nextDueAt({ every: '1h' }, { questionKey: row.id, now, isActive: false });
  await services.store.rules.finish(row.id, {
    token,
    dueAt,
    evaluatedAt: row.evaluatedAt,
    lastError: `This version cannot read the rule: ${fault}`,
  });
}

/** Rules whose questions are the same; they are decided and stored together. */
function partiesOf(wanting: readonly Wanting[]): Party[] {
  const parties = new Map<string, Party>();
  for (const { claimed, asked } of wanting) {
    const names = asked.map(({ name, spec }) => `${name} ${canonicalSpec(spec)}`).join('\n');
    const key = `${claimed.row.workspaceId} ${names}`;
    const party = parties.get(key) ?? { workspaceId: claimed.row.workspaceId, asked, members: [] };
    party.members.push(claimed);
    parties.set(key, party);
  }
  return [...parties.values()];
}

/** Each shared question is asked when the first rule needs it, and once. */
function askingFor(tick: Tick, wanting: readonly Wanting[], startUntil: number): Asking {
  const wanted = wanting.flatMap(({ claimed, asked }) =>
    asked.map(({ spec }) => ({ workspaceId: claimed.row.workspaceId, spec })),
  );
  const shared = shareQuestions(wanted);
  const running = new Map<SharedQuestion, Promise<Reply | 'late'>>();
  return async ({ workspaceId, spec, isUrgent }) => {
    const text = canonicalSpec(spec);
    const question = shared.find((one) => one.workspaceId === workspaceId && one.places.has(text));
    if (question === undefined) return { error: new Error('a question that nobody planned') };
    const reply = running.get(question) ?? askOnce(tick, question, { startUntil, isUrgent });
    running.set(question, reply);
    const came = await reply;
    if (came === 'late' || 'error' in came) return came;
    return { answer: partOfAnswer(came.answer, { spec, places: question.places.get(text) ?? null }) };
  };
}

async function askOnce(
  tick: Tick,
  { workspaceId, spec }: SharedQuestion,
  { startUntil, isUrgent }: { startUntil: number; isUrgent: boolean },
): Promise<Reply | 'late'> {
  return tick.slots.run(async () => {
    if (tick.isStopping() || tick.services.clock.now() > startUntil) return 'late';
    tick.services.metrics.alerts.questions.inc();
    try {
      return { answer: await tick.ask(workspaceId, spec) };
    } catch (error) {
      return { error };
    }
  }, isUrgent);
}
