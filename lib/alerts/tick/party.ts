import type { QuerySpec } from '@/lib/model/query-spec';
import type { Asked } from '../asked-specs';
import { decide, type Decision } from './decide';
import { evidenceFor } from './evidence-for';
import { observeEvaluation } from './observe-evaluation';
import { sightFrom, type Replies, type Reply } from './sight-from';
import { storeLoud, storeQuiet } from './store-decision';
import type { Claimed, Ended, Tick } from './tick';

/** Rules that ask the same. */
export type Party = { workspaceId: string; asked: Asked[]; members: Claimed[] };
/** `late`: there was no time left to begin. */
export type Asking = (question: { workspaceId: string; spec: QuerySpec; isUrgent: boolean }) => Promise<Reply | 'late'>;

/** Asks for the rules of a party, decides each and stores what follows. */
export async function runParty(tick: Tick, party: Party, asking: Asking): Promise<void> {
  const { services } = tick;
  const started = services.clock.monotonic();
  const ended: Ended[] = [];
  try {
    const replies = await repliesFor(party, asking);
    if (replies === 'late') ended.push(...(await release(tick, party.members)));
    else {
      const decisions: Decision[] = [];
      for (const claimed of party.members) decisions.push(await decide(claimed, sightFrom(claimed.doc, replies)));
      ended.push(...(await storeQuiet(tick, decisions.filter(isQuiet))));
      for (const decision of decisions.filter((one) => !isQuiet(one)))
        ended.push(await storeLoud(tick, decision, await evidenceFor(tick, decision, replies)));
    }
  } catch (error) {
    // Their leases run out, and somebody tries again; what was not committed did not happen.
    services.log.warn({ err: error, rules: party.members.map(({ row }) => row.id) }, 'rules could not be evaluated');
  }
  observeEvaluation(services, party.members, { ended, tookMs: services.clock.monotonic() - started });
}

const isQuiet = (decision: Decision): boolean => !decision.isLoud;

async function repliesFor({ workspaceId, asked, members }: Party, asking: Asking): Promise<Replies | 'late'> {
  const isUrgent = members.some(({ doc }) => doc.every === 'event');
  const replies = await Promise.all(
    asked.map(async ({ name, spec }) => [name, await asking({ workspaceId, spec, isUrgent })] as const),
  );
  const there = replies.flatMap(([name, reply]) => (reply === 'late' ? [] : [[name, reply] as const]));
  return there.length < replies.length ? 'late' : new Map(there);
}

/** Gives rules back as they were. */
async function release({ services }: Tick, members: readonly Claimed[]): Promise<Ended[]> {
  for (const { row, token } of members) {
    const { dueAt, evaluatedAt, lastError } = row;
    await services.store.rules.finish(row.id, { token, dueAt, evaluatedAt, lastError });
  }
  return members.map(() => 'released');
}
