import { createTick } from '@/lib/alerts/tick/create-tick';
import { evaluateDue } from '@/lib/alerts/tick/evaluate-due';
import type { Tick } from '@/lib/alerts/tick/tick';
import type { Services } from '@/lib/context';
import type { AlertStep } from '@/lib/incidents/record-alerts';
import type { RuleDocInput } from '@/lib/model/rule';
import { ruleDocSchema } from '@/lib/model/rule';
import type { RuleRow } from '@/lib/store/alert-ports';
import type { Store } from '@/lib/store/store';
import { startQueryWorld, type QueryWorld } from '../../build/query-world';
import { openTestStore } from '../../build/store';
import { workspace } from '../../store/contract';

export type Observed = { name: string; value: number; properties: Record<string, string | number> };
export type TickWorld = QueryWorld & {
  store: Store;
  services: Services;
  tick: Tick;
  /** What was recorded and committed, in order. */
  steps: AlertStep[];
  observed: Observed[];
  add(doc: Partial<RuleDocInput>, row?: Partial<RuleRow>): Promise<string>;
  /** Moves the clock to when the next rule is due and evaluates what is due. Resolves to the time. */
  next(): Promise<number>;
  evaluate(): Promise<number>;
  statusOf(id: string): Promise<Record<string, string>>;
  close(): Promise<void>;
};

export const limit = (value: number, severity: 'critical' | 'warning' = 'critical') => ({
  type: 'threshold' as const,
  operator: '>' as const,
  levels: [{ severity, value }],
});
export const errors = {
  kind: 'total' as const,
  measures: [{ agg: 'count' as const, event: 'error' }],
  range: { last: '5m' },
};

/** A row as a verb writes it. */
export const ruleRow = (id: string, doc: Partial<RuleDocInput>, now: number, more: Partial<RuleRow> = {}): RuleRow => {
  const parsed = ruleDocSchema.parse({ name: id, spec: errors, condition: limit(3), ...doc });
  return {
    id,
    workspaceId: 'w1',
    doc: parsed,
    version: 1,
    provisionedFrom: null,
    createdBy: 'test',
    createdAt: now,
    updatedBy: 'test',
    updatedAt: now,
    deletedAt: null,
    isEventDriven: parsed.every === 'event',
    dueAt: now,
    evaluatedAt: null,
    lastError: null,
    ...more,
  };
};

/** The real engine and store. Where alerts go is written down instead. */
export async function startTickWorld(now: number): Promise<TickWorld> {
  const query = await startQueryWorld(now);
  const { store, close } = await openTestStore();
  await store.workspaces.insert(workspace('w1'));
  const steps: AlertStep[] = [];
  const observed: Observed[] = [];
  let ids = 0;
  const services: Services = {
    ...query.ctx,
    store,
    newId: () => `made-${(ids += 1)}`,
    observe: (name, value, properties) => void observed.push({ name, value, properties }),
  };
  const tick = createTick(services, {
    record: (_tx, _services, given) => {
      steps.push(...given.steps);
      return Promise.resolve(new Map(given.steps.flatMap((s) => (s.kind === 'fired' ? [[s.alert.id, 'i1']] : []))));
    },
  });
  const evaluate = () => evaluateDue(tick);
  let rules = 0;
  return {
    ...query,
    store,
    services,
    tick,
    steps,
    observed,
    evaluate,
    async add(doc, row = {}) {
      const id = row.id ?? `rule-${(rules += 1)}`;
      await store.rules.insert(ruleRow(id, doc, query.clock.now(), row));
      return id;
    },
    async next() {
      query.clock.set((await store.rules.nextDueAt(query.clock.now())) ?? query.clock.now());
      await evaluate();
      return query.clock.now();
    },
    async statusOf(id) {
      const rows = await store.ruleSeries.list([id]);
      return Object.fromEntries(rows.map(({ labels, state }) => [Object.values(labels).join(','), state.status]));
    },
    async close() {
      await query.stop();
      await close();
    },
  };
}
