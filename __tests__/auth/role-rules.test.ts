import fc from 'fast-check';
import { refusalOfChange, refusalOfInvitation } from '@/lib/auth/role-rules';
import { rankOf } from '@/lib/model/access';
import { roles, type Role } from '@/lib/model/actor';

const seats = [
  { userId: 'olga', role: 'owner' },
  { userId: 'otto', role: 'owner' },
  { userId: 'ada', role: 'admin' },
  { userId: 'abe', role: 'admin' },
  { userId: 'eve', role: 'editor' },
  { userId: 'vic', role: 'viewer' },
] as const;
const roleOf = (userId: string): Role => seats.find((seat) => seat.userId === userId)?.role ?? 'viewer';
const as = (userId: string) => ({ userId, role: roleOf(userId) });
const key = { userId: null, role: 'admin' } as const;

describe('a change of a member', () => {
  it.each<[string, ReturnType<typeof as> | typeof key, string, Role | null, boolean]>([
    ['an owner makes an owner', as('olga'), 'vic', 'owner', true],
    ['an owner takes another one out', as('olga'), 'otto', null, true],
    ['an owner steps down', as('olga'), 'olga', 'viewer', true],
    ['an admin makes an admin', as('ada'), 'vic', 'admin', true],
    ['an admin lowers an admin', as('ada'), 'abe', 'viewer', true],
    ['an admin makes no owner', as('ada'), 'vic', 'owner', false],
    ['an admin does not make themselves owner', as('ada'), 'ada', 'owner', false],
    ['an admin does not lower an owner', as('ada'), 'otto', 'admin', false],
    ['an admin takes no owner out', as('ada'), 'otto', null, false],
    ['an admin takes an editor out', as('ada'), 'eve', null, true],
    ['an editor changes nobody', as('eve'), 'vic', 'editor', false],
    ['an editor does not raise themselves', as('eve'), 'eve', 'admin', false],
    ['an editor steps down', as('eve'), 'eve', 'viewer', true],
    ['a viewer leaves', as('vic'), 'vic', null, true],
    ['a viewer takes nobody out', as('vic'), 'eve', null, false],
    ['a key of an admin raises to admin', key, 'vic', 'admin', true],
    ['a key makes no owner', key, 'vic', 'owner', false],
  ])('%s', (_, by, userId, to, isAllowed) => {
    expect(refusalOfChange(seats, by, { userId, to }) === null).toBe(isAllowed);
  });

  it('leaves the last owner where they are', () => {
    const one = seats.filter(({ userId }) => userId !== 'otto');
    for (const to of [null, 'viewer', 'editor', 'admin'] as const)
      expect(refusalOfChange(one, as('olga'), { userId: 'olga', to })).toContain('last owner');
  });

  it.each(roles)('an invitation as %s is for admins, and as owner for owners only', (role) => {
    expect(refusalOfInvitation(as('olga'), role)).toBeNull();
    expect(refusalOfInvitation(as('ada'), role) === null).toBe(role !== 'owner');
    expect(refusalOfInvitation(as('eve'), role)).not.toBeNull();
  });
});

const people = ['p0', 'p1', 'p2', 'p3', 'p4'] as const;
const person = fc.constantFrom(...people);
const role = fc.constantFrom(...roles);
type Step =
  | { kind: 'change'; by: string; userId: string; to: Role | null }
  | { kind: 'invite'; by: string; userId: string; to: Role };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('change' as const), by: person, userId: person, to: fc.option(role) }),
  fc.record({ kind: fc.constant('invite' as const), by: person, userId: person, to: role }),
);
type Seats = Map<string, Role>;
const listOf = (members: Seats) => [...members].map(([userId, held]) => ({ userId, role: held }));

/** Does a step as the verbs do it; false when the rules refuse it or it makes no sense. */
function take(members: Seats, { kind, by, userId, to }: Step): boolean {
  const held = members.get(by);
  if (held === undefined) return false;
  if (kind === 'invite') {
    if (members.has(userId) || refusalOfInvitation({ userId: by, role: held }, to) !== null) return false;
    members.set(userId, to);
    return true;
  }
  if (refusalOfChange(listOf(members), { userId: by, role: held }, { userId, to }) !== null) return false;
  if (to === null) members.delete(userId);
  else members.set(userId, to);
  return true;
}

describe('any sequence of changes and invitations', () => {
  const run = (check: (before: Seats, after: Seats, step: Step) => void) =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const members: Seats = new Map([
          ['p0', 'owner'],
          ['p1', 'admin'],
          ['p2', 'editor'],
        ]);
        for (const one of steps) {
          const before = new Map(members);
          if (take(members, one)) check(before, members, one);
          else expect(members).toEqual(before);
        }
      }),
      { numRuns: 400, seed: 6 },
    );

  it('leaves the workspace with an owner', () => {
    run((_, after) => expect([...after.values()]).toContain('owner'));
  });

  it('lets nobody raise themselves or give more than they have', () => {
    run((before, after, { by, userId }) => {
      const mine = before.get(by) ?? 'viewer';
      const given = after.get(userId);
      if (given === undefined) return;
      if (by === userId) expect(rankOf(given)).toBeLessThan(rankOf(mine) + 1);
      expect(rankOf(given)).toBeLessThanOrEqual(rankOf(mine));
    });
  });

  it('has an owner behind every new owner, and behind every owner that is one no more', () => {
    run((before, after, { by, userId }) => {
      const isTouched = (before.get(userId) === 'owner') !== (after.get(userId) === 'owner');
      if (isTouched) expect(before.get(by)).toBe('owner');
    });
  });
});
