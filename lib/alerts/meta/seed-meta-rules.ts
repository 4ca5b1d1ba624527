import { createHash } from 'node:crypto';
import { record } from '@/lib/audit/record';
import type { Services } from '@/lib/context';
import { isAppError } from '@/lib/errors/app-error';
import { ruleDocSchema } from '@/lib/model/rule';
import { metaRules } from './meta-rules';

/** Kept with the workspace: a rule that was deleted stays deleted, and one that a later version adds is added. */
const setting = 'rules.seeded';

/** Gives the system workspace the rules about the portal itself, each once. */
export async function seedMetaRules({
  store,
  clock,
  newId,
}: Pick<Services, 'store' | 'clock' | 'newId'>): Promise<void> {
  const system = (await store.workspaces.list()).find(({ kind }) => kind === 'system');
  if (!system) return;
  const seeded = (await store.settings.get<string[]>(system.id, setting)) ?? [];
  const missing = Object.entries(metaRules).filter(([name]) => !seeded.includes(name));
  if (missing.length === 0) return;
  const actor = { kind: 'system', workspaceId: system.id, purpose: 'portal' } as const;
  const now = clock.now();
  const by = { createdBy: actor.purpose, createdAt: now, updatedBy: actor.purpose, updatedAt: now };
  try {
    await store.transaction(async (tx) => {
      await tx.settings.set(system.id, setting, [...seeded, ...missing.map(([name]) => name)]);
      for (const [name, input] of missing) {
        const doc = ruleDocSchema.parse(input);
        // The same in every portal, so that of two that start at once one finds it there.
        const id = createHash('sha256').update(`${system.id}\n${name}`).digest('base64url').slice(0, 21);
        await tx.rules.insert({
          ...{ id, workspaceId: system.id, doc, version: 1, provisionedFrom: null, ...by, deletedAt: null },
          ...{ isEventDriven: doc.every === 'event', dueAt: doc.isEnabled ? now : null },
          ...{ evaluatedAt: null, lastError: null },
        });
        await record(tx, { actor, clock, newId }, { action: 'rule.create', target: `rule:${id}`, after: doc });
      }
    });
  } catch (error) {
    if (!isAppError(error) || error.code !== 'conflict') throw error;
  }
}
