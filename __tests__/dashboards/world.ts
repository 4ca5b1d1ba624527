import type { Context } from '@/lib/context';
import type { Actor, Role, Scope } from '@/lib/model/actor';
import type { ChartPanel, DashboardDocInput } from '@/lib/model/dashboard';
import type { Store } from '@/lib/store/store';
import { contextOf, moving, servicesOn } from '../auth/world';
import { openTestStore } from '../build/store';
import { apiKey, workspace } from '../store/contract';

export type DashboardWorld = {
  store: Store;
  clock: ReturnType<typeof moving>;
  /** As Ada, an editor of the workspace `w`. */
  ctx: Context;
  as(actor: Actor): Context;
  close(): Promise<void>;
};

export const user = (role: Role, change: { email?: string; workspaceId?: string } = {}): Actor => ({
  kind: 'user',
  userId: 'u',
  email: 'ada@example.com',
  workspaceId: 'w',
  role,
  ...change,
});
export const key = (scopes: Scope[]): Actor => ({ kind: 'key', keyId: 'k1', workspaceId: 'w', scopes });

/** The real store with the workspaces `w` and `other`, and a key called "Deploys". */
export async function dashboardWorld(): Promise<DashboardWorld> {
  const { store, close } = await openTestStore();
  for (const id of ['w', 'other']) await store.workspaces.insert(workspace(id));
  await store.apiKeys.insert(apiKey('k1', 'w', { name: 'Deploys' }));
  const clock = moving();
  const services = servicesOn(store, clock);
  const as = (actor: Actor) => contextOf(services, actor) as unknown as Context;
  return { store, clock, as, ctx: as(user('editor')), close };
}

type PanelInput = NonNullable<DashboardDocInput['panels']>[number];

export const chart = {
  title: 'Orders',
  chart: 'line',
  spec: { kind: 'trend', measures: [{ agg: 'count', event: 'order' }], range: { last: '24h' } },
} as const satisfies Pick<Extract<PanelInput, { type: 'chart' }>, 'title' | 'chart' | 'spec'>;

export const chartPanel = (id: string, layout: Partial<ChartPanel['layout']> = {}): PanelInput => ({
  type: 'chart',
  id,
  layout: { x: 0, y: 0, w: 6, h: 4, ...layout },
  ...chart,
});

export const doc = (title: string, panels: PanelInput[] = [chartPanel('a')]): DashboardDocInput => ({ title, panels });
