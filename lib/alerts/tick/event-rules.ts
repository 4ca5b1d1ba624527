import type { Services } from '@/lib/context';
import { eventNames, type Names } from '@/lib/model/event-names';
import type { QuerySpec } from '@/lib/model/query-spec';
import { touches } from '@/lib/model/touches';
import { readRuleDoc } from '../documents/read-rule-doc';

/** What comes within this time is looked at together, ms. */
const gatherMs = 100;
/** The least time between two evaluations of a rule: as long as an event may wait at most for those before it, ms. */
const paceMs = 250;

type Known = { id: string; version: number; workspaceId: string; spec: QuerySpec; names: Names; wokenAt: number };
type Batch = Parameters<Parameters<Services['live']['onBatch']>[0]>[0];

/** The rules that events wake, in memory, so that a batch which touches none of them costs next to nothing. */
export class EventRules {
  private readonly byWorkspace = new Map<string, Known[]>();
  private readonly touched = new Map<string, Known>();
  /** The workspace of what the portal says of itself, once it is known. */
  private systemId: string | null = null;
  private timer: NodeJS.Timeout | null = null;
  private readonly unlisten: () => void;

  constructor(
    private readonly services: Pick<Services, 'store' | 'live' | 'clock' | 'log'>,
    private readonly onWoken: () => void,
  ) {
    this.unlisten = services.live.onBatch((batch) => this.look(batch));
  }

  /** Reads which rules there are. */
  async refresh(): Promise<void> {
    const { rules, workspaces } = this.services.store;
    this.systemId ??= (await workspaces.list()).find(({ kind }) => kind === 'system')?.id ?? null;
    const rows = await rules.listEventDriven();
    const before = new Map([...this.byWorkspace.values()].flat().map((rule) => [rule.id, rule]));
    this.byWorkspace.clear();
    for (const row of rows) {
      const { doc, fault } = readRuleDoc(row.doc);
      if (fault !== undefined) continue;
      const { id, version, workspaceId } = row;
      const known = before.get(id);
      const wokenAt = known?.wokenAt ?? 0;
      const rule = { id, version, workspaceId, spec: doc.spec, names: eventNames(doc.spec), wokenAt };
      // What came since it was written woke the rule as it was before, or none.
      if (known?.version !== version && workspaceId !== this.systemId) this.touched.set(id, rule);
      this.byWorkspace.set(workspaceId, [...(this.byWorkspace.get(workspaceId) ?? []), rule]);
    }
    this.wakeSoon();
  }

  stop(): void {
    this.unlisten();
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private look(batch: Batch): void {
    // Evaluations, questions and messages are told there as events: a rule that these wake would wake itself again and again. Its
    // rules are looked at when they are due, which is within a minute.
    if (batch.workspace === this.systemId) return;
    const rules = this.byWorkspace.get(batch.workspace);
    if (rules === undefined) return;
    const now = this.services.clock.now();
    for (const rule of rules)
      if (!this.touched.has(rule.id) && touches(rule.spec, rule.names, { batch, now })) this.touched.set(rule.id, rule);
    this.wakeSoon();
  }

  private wakeSoon(): void {
    if (this.touched.size > 0) this.timer ??= this.later(gatherMs);
  }

  private later(ms: number): NodeJS.Timeout {
    return setTimeout(() => void this.wake(), ms).unref();
  }

  private async wake(): Promise<void> {
    const now = this.services.clock.now();
    const ready = [...this.touched.values()].filter(({ wokenAt }) => now - wokenAt >= paceMs);
    for (const rule of ready) {
      rule.wokenAt = now;
      this.touched.delete(rule.id);
    }
    // Others were woken a moment ago; what touched them since is seen when their pace allows it.
    this.timer = this.touched.size > 0 ? this.later(gatherMs) : null;
    if (ready.length === 0) return;
    try {
      await this.services.store.rules.wake(
        ready.map(({ id }) => id),
        now,
      );
      this.onWoken();
    } catch (error) {
      // They are due within a minute anyway.
      this.services.log.warn({ err: error }, 'rules could not be woken by events');
    }
  }
}
