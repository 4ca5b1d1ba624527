import { can } from '@/lib/auth/permissions';
import type { Services } from '@/lib/context';
import type { Embed } from '@/lib/model/embed';
import type { EmbedGrant } from '@/lib/model/embed-grant';
import type { EmbedKey, EmbedShare } from '@/lib/store/embed-ports';
import type { RefusalReason } from '@/lib/embed/refusal';

/** Why a key opens this embed no more, or null. */
export function keyFault(key: EmbedKey, embed: Embed | null, now: number): RefusalReason | null {
  if (key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now)) return 'ended_key';
  if (embed === null || !embed.isEnabled) return 'disabled';
  return key.embedId !== null && key.embedId !== embed.id ? 'wrong_embed' : null;
}

/** Why a link opens this embed no more, or null. */
export function shareFault(share: EmbedShare, embed: Embed | null, now: number): RefusalReason | null {
  if (share.revokedAt !== null) return 'ended_share';
  if (share.expiresAt !== null && share.expiresAt <= now) return 'expired_share';
  return embed === null || !embed.isEnabled ? 'disabled' : null;
}

/** Whether what opened an embed once still does; null when so. Looked up anew at most every two seconds. */
export async function stillGranted(
  services: Services,
  { workspaceId, grant }: { workspaceId: string; grant: EmbedGrant },
): Promise<RefusalReason | null> {
  const { lookUp } = services.embeds;
  const { opener } = grant;
  const now = services.clock.now();
  if (grant.expiresAt <= now) return 'expired';
  if (opener.by === 'session') {
    const memberships = await services.store.workspaces.listOfUser(opener.userId);
    const role = memberships.find(({ workspace }) => workspace.id === workspaceId)?.role;
    const member = { kind: 'user', userId: opener.userId, email: '', workspaceId } as const;
    return role !== undefined && can({ ...member, role }, 'dashboards:read') ? null : 'no_access';
  }
  const embed = await lookUp.embedOf(workspaceId, grant);
  if (opener.by === 'key') {
    const key = await lookUp.key(opener.kid);
    return key?.workspaceId === workspaceId ? keyFault(key, embed, now) : 'unknown_key';
  }
  const share = await lookUp.shareById(workspaceId, opener.id);
  return share ? shareFault(share, embed, now) : 'ended_share';
}
