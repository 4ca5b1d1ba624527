import { metaRules } from '@/lib/alerts/meta/meta-rules';
import { seedMetaRules } from '@/lib/alerts/meta/seed-meta-rules';
import { ruleDocSchema } from '@/lib/model/rule';
import { parseSpec } from '@/lib/query/parse-spec';
import type { Store } from '@/lib/store/store';
import { servicesOn } from '../../auth/world';
import { openTestStore } from '../../build/store';
import { workspace } from '../../store/contract';

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await openTestStore());
});
afterAll(() => close());
afterEach(() => store.workspaces.remove('sys'));
const seed = () => seedMetaRules(servicesOn(store));
const names = async () => (await store.rules.list('sys')).map(({ doc }) => ruleDocSchema.parse(doc).name).sort();

describe('the rules of the portal about itself', () => {
  it.each(Object.entries(metaRules))('are questions that can be asked: %s', (_, doc) => {
    expect(() => parseSpec(ruleDocSchema.parse(doc).spec)).not.toThrow();
  });

  it('are there after the first start, and switched on', async () => {
    await store.workspaces.insert(workspace('sys', { kind: 'system' }));
    await seed();
    expect(await names()).toEqual(['Notifications are not delivered', 'Rules are evaluated late']);
    const due = (await store.rules.claimDue({ token: 't', now: Date.now(), leaseMs: 1, limit: 10 })).map(
      ({ doc }) => ruleDocSchema.parse(doc).name,
    );
    expect(due.sort()).toEqual(['Notifications are not delivered', 'Rules are evaluated late']);
    expect((await store.audit.list('sys', 10)).map(({ action }) => action)).toEqual(Array(2).fill('rule.create'));
  });

  it('are made once: what people changed or deleted stays so', async () => {
    await store.workspaces.insert(workspace('sys', { kind: 'system' }));
    await seed();
    const [first, second] = await store.rules.list('sys');
    await store.rules.update('sys', first?.id ?? '', { doc: { changed: true }, version: 2, dueAt: null });
    await store.rules.update('sys', second?.id ?? '', { deletedAt: 1, dueAt: null });
    await seed();
    expect(await store.rules.find('sys', first?.id ?? '')).toMatchObject({ version: 2, doc: { changed: true } });
    expect(await store.rules.list('sys')).toHaveLength(1);
  });

  it('are made by one of two portals that start at once', async () => {
    await store.workspaces.insert(workspace('sys', { kind: 'system' }));
    await Promise.all([seed(), seed()]);
    expect(await names()).toHaveLength(2);
  });

  it('wait for a system workspace', async () => {
    await expect(seed()).resolves.toBeUndefined();
  });
});
