import { rankOf } from '@/lib/model/access';
import type { Role } from '@/lib/model/actor';

export type Standing = {
  /** Null for an API key, which is nobody's member. */
  userId: string | null;
  role: Role;
};
type Seat = { userId: string; role: Role };
/** `to` null takes the member out. */
export type MemberChange = { userId: string; to: Role | null };

/**
 * Why somebody may not change a member, in words; null when they may. An owner's seat is only an owner's to give and to take,
 * everybody may leave and step down, and the last owner stays: then no order of changes leaves a workspace without an owner
 * or gives anybody more than somebody above gave them.
 */
export function refusalOfChange(members: readonly Seat[], by: Standing, { userId, to }: MemberChange): string | null {
  const seat = members.find((member) => member.userId === userId);
  if (seat === undefined) return 'There is no such member.';
  const isSelf = by.userId === userId;
  const isLess = to === null || rankOf(to) < rankOf(seat.role);
  if (!(isSelf && isLess)) {
    const refusal = refusalToManage(by, [seat.role, to]);
    if (refusal !== null) return refusal;
  }
  if (seat.role === 'owner' && to !== 'owner' && members.filter(({ role }) => role === 'owner').length < 2)
    return 'This is the last owner. Make somebody else an owner first.';
  return null;
}

/** Why somebody may not invite to a role; null when they may. */
export const refusalOfInvitation = (by: Standing, role: Role): string | null => refusalToManage(by, [role]);

function refusalToManage(by: Standing, concerned: readonly (Role | null)[]): string | null {
  if (rankOf(by.role) < rankOf('admin')) return 'Only admins and owners manage members.';
  if (by.role !== 'owner' && concerned.includes('owner')) return 'Only owners make owners and change them.';
  return null;
}
