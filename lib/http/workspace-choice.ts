import { AppError } from '@/lib/errors/app-error';
import type { Membership } from '@/lib/store/store';

export const workspaceCookie = 'sightglass-workspace';

/**
 * The membership a request is about. A workspace named in the request must be one of the user's; one remembered in the
 * cookie is only a preference, because it may have been removed since.
 */
export function chooseMembership(
  memberships: readonly Membership[],
  wanted: string | null,
  cookieHeader: string,
): Membership {
  if (wanted !== null) {
    const found = memberships.find(({ workspace }) => workspace.slug === wanted);
    if (!found)
      throw new AppError('not_found', `There is no workspace "${wanted.slice(0, 40)}" that you are a member of.`);
    return found;
  }
  const preferred = cookieValue(cookieHeader, workspaceCookie);
  const choice = memberships.find(({ workspace }) => workspace.slug === preferred) ?? firstChoice(memberships);
  if (!choice) throw new AppError('forbidden', 'You are not a member of any workspace. Ask an owner to invite you.');
  return choice;
}

/** The sample greets a newcomer; once it is removed, their own workspace does. */
function firstChoice(memberships: readonly Membership[]): Membership | undefined {
  const byKind = (kind: string) => memberships.find(({ workspace }) => workspace.kind === kind);
  return byKind('sample') ?? byKind('main') ?? memberships[0];
}

export function cookieValue(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return decodeURIComponent(part.slice(at + 1).trim());
  }
  return undefined;
}
