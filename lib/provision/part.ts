import { createHash } from 'node:crypto';
import type { Writer } from '@/lib/alerts/documents/stored-rule';
import type { Services } from '@/lib/context';
import { isAppError, type FieldError } from '@/lib/errors/app-error';
import type { FileFormat } from '@/lib/model/parse-file-text';
import type { Workspace } from '@/lib/model/workspace';

/** What rules resolve their alerts with when a file is changed. */
export type Deps = Services;
export type ProvisionFault = { file: string; reason: string };

const maxNamed = 3;

/** The first ones: often the others follow from them. */
export function inWords(faults: readonly FieldError[]): string {
  const named = faults.slice(0, maxNamed).map(({ path, reason }) => (path === '' ? reason : `${path}: ${reason}`));
  const others = faults.length - named.length;
  return [...named, ...(others > 0 ? [`and ${others} more`] : [])].join('; ');
}

export const formatOf = (file: string): FileFormat => (/\.json$/i.test(file) ? 'json' : 'yaml');

/** The workspace that a file names; the main one when it names none. */
export function workspaceFor(
  slug: string | undefined,
  workspaces: readonly Workspace[],
): Workspace | { reason: string } {
  const workspace = workspaces.find((one) => (slug === undefined ? one.kind === 'main' : one.slug === slug));
  return workspace ?? { reason: `There is no workspace "${slug ?? 'main'}"` };
}

/** The same for the same parts, whichever replica makes it. */
export const idOf = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 21);

export function writerIn(deps: Deps, workspaceId: string): Writer {
  return { ...deps, actor: { kind: 'system', workspaceId, purpose: 'provisioned' } };
}

/** Another replica may have been quicker to insert the same document or to save the same version; the second look sees it. */
export async function twice(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAppError(error) || error.code !== 'conflict') throw error;
    await work();
  }
}
