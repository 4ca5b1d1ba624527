import type { Services } from '@/lib/context';
import { isAppError } from '@/lib/errors/app-error';
import type { Scope } from '@/lib/model/actor';
import { systemRetentionDays, type Workspace, type WorkspaceKind } from '@/lib/model/workspace';
import type { Store } from '@/lib/store/store';
import { hashApiKey, newApiKeyText } from './api-key';
import { apiKeyOf } from './create-api-key';
import { hashPassword } from './password';
import { randomPassword } from './random-text';
import { recordAccess } from './record-access';
import { builtInSlugs, workspaceSlug } from './workspace-slug';

export type BootstrapInit = {
  email: string | undefined;
  password: string | undefined;
  /** Name of the first workspace. */
  workspace: string;
  writeKey: string | undefined;
  apiKey: string | undefined;
  sample: boolean;
};
export type BootstrapResult = {
  /** True on the first start only. */
  created: boolean;
  /** Of the first owner; '' on later starts. */
  email: string;
  /** Only when it was generated now: this is the one time it is seen. */
  password?: string;
  /** Only when it was created now. */
  writeKey?: string;
  workspaces: Workspace[];
};
type Deps = Pick<Services, 'store' | 'clock' | 'newId'>;

/**
 * Makes an empty store usable: first owner, workspaces, write key. Later starts only add the keys given in `init` that
 * are not known yet; a known one is left as it is, revoked ones included.
 */
export async function bootstrapPortal(services: Deps, init: BootstrapInit): Promise<BootstrapResult> {
  if ((await services.store.users.count()) === 0) {
    try {
      return await firstStart(services, init);
    } catch (error) {
      // Another replica on the same database was quicker; its first start is as good as ours.
      if (!isAppError(error) || error.code !== 'conflict') throw error;
    }
  }
  return laterStart(services, init);
}

async function firstStart(services: Deps, init: BootstrapInit): Promise<BootstrapResult> {
  const email = (init.email ?? 'admin@localhost').trim().toLowerCase();
  const password = init.password ?? randomPassword();
  const passwordHash = await hashPassword(password);
  const writeKey = init.writeKey ?? newApiKeyText(['ingest']);
  const workspaces = firstWorkspaces(services, init);
  await services.store.transaction(async (tx) => {
    const userId = services.newId();
    const name = email.split('@')[0] ?? email;
    await tx.users.insert({
      id: userId,
      email,
      name,
      passwordHash,
      createdAt: services.clock.now(),
      lastSignInAt: null,
    });
    for (const workspace of workspaces) {
      await tx.workspaces.insert(workspace);
      await tx.workspaces.addMember(workspace.id, userId, 'owner');
      const actor = { kind: 'system', workspaceId: workspace.id, purpose: 'first-start' } as const;
      await recordAccess(tx, services, {
        actor,
        action: 'workspace.create',
        target: `workspace:${workspace.id}`,
        after: { owner: userId },
      });
    }
    await addKeys(tx, services, { ...init, writeKey });
  });
  return { created: true, email, ...(init.password === undefined ? { password } : {}), writeKey, workspaces };
}

async function laterStart(services: Deps, init: BootstrapInit): Promise<BootstrapResult> {
  const added = await services.store.transaction((tx) => addKeys(tx, services, init));
  const writeKey = added.find((key) => key === init.writeKey);
  const workspaces = await services.store.workspaces.list();
  return { created: false, email: '', ...(writeKey === undefined ? {} : { writeKey }), workspaces };
}

function firstWorkspaces({ newId, clock }: Deps, init: BootstrapInit): Workspace[] {
  const make = (kind: WorkspaceKind, slug: string, name: string): Workspace => {
    return {
      id: newId(),
      slug,
      name,
      kind,
      timezone: 'UTC',
      retentionDays: kind === 'system' ? systemRetentionDays : null,
      createdAt: clock.now(),
    };
  };
  return [
    make('main', workspaceSlug(init.workspace), init.workspace),
    make('system', builtInSlugs.system, 'Portal'),
    ...(init.sample ? [make('sample', builtInSlugs.sample, 'Sample: US flights')] : []),
  ];
}

/** Adds those of the given keys that are not known to the main workspace, and says which. */
async function addKeys(tx: Store, services: Deps, init: Pick<BootstrapInit, 'writeKey' | 'apiKey'>): Promise<string[]> {
  const wanted = new Map<string, { name: string; scopes: Scope[] }>();
  if (init.writeKey !== undefined) wanted.set(init.writeKey, { name: 'First write key', scopes: ['ingest'] });
  if (init.apiKey !== undefined) {
    const both: Scope[] = init.apiKey === init.writeKey ? ['ingest', 'query', 'manage'] : ['query', 'manage'];
    wanted.set(init.apiKey, { name: 'First API key', scopes: both });
  }
  const main = (await tx.workspaces.list()).find((workspace) => workspace.kind === 'main');
  if (main === undefined) return [];
  const added: string[] = [];
  for (const [key, fields] of wanted) {
    if ((await tx.apiKeys.findByHash(hashApiKey(key))) !== null) continue;
    const apiKey = apiKeyOf(key, {
      id: services.newId(),
      workspaceId: main.id,
      createdAt: services.clock.now(),
      ...fields,
    });
    await tx.apiKeys.insert(apiKey);
    const actor = { kind: 'system', workspaceId: main.id, purpose: 'start' } as const;
    await recordAccess(tx, services, {
      actor,
      action: 'api_key.create',
      target: `api_key:${apiKey.id}`,
      after: fields,
    });
    added.push(key);
  }
  return added;
}
