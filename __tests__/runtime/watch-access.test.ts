import type { StreamOwner } from '@/lib/live/hub';
import { ownersWithoutAccess } from '@/lib/runtime/watch-access';

const owners: StreamOwner[] = [
  { workspaceId: 'w', actorId: 'ada', kind: 'user' },
  { workspaceId: 'w', actorId: 'ada', kind: 'user', sessionId: 'open' },
  { workspaceId: 'w', actorId: 'ada', kind: 'user', sessionId: 'ended' },
  { workspaceId: 'w', actorId: 'gone', kind: 'user' },
  { workspaceId: 'other', actorId: 'ada', kind: 'user' },
  { workspaceId: 'w', actorId: 'k-used', kind: 'key' },
  { workspaceId: 'w', actorId: 'k-revoked', kind: 'key' },
  { workspaceId: 'w', actorId: 'k-over', kind: 'key' },
  { workspaceId: 'w', actorId: 'a page that anybody may see', kind: 'embed' },
  { workspaceId: 'w', actorId: 'unknown kind' },
];
const keys = [
  { id: 'k-used', revokedAt: null, expiresAt: 2_000 },
  { id: 'k-revoked', revokedAt: 1, expiresAt: null },
  { id: 'k-over', revokedAt: null, expiresAt: 1_000 },
];
type Services = Parameters<typeof ownersWithoutAccess>[0];

it('finds the streams of who is no member any more, of sessions that were ended and of keys that have ended, one look per workspace', async () => {
  const asked: string[] = [];
  const services = {
    live: { owners: () => owners },
    clock: { now: () => 1_000 },
    store: {
      workspaces: {
        listMembers: (id: string) => {
          asked.push(id);
          return Promise.resolve(id === 'w' ? [{ userId: 'ada' }] : []);
        },
      },
      apiKeys: { list: () => Promise.resolve(keys) },
      sessions: { listRevoked: (ids: string[]) => Promise.resolve(ids.filter((id) => id === 'ended')) },
    },
  } as unknown as Services;
  const found = await ownersWithoutAccess(services);
  expect(found.map(({ workspaceId, actorId }) => `${workspaceId} ${actorId}`)).toEqual([
    'w ada',
    'w gone',
    'other ada',
    'w k-revoked',
    'w k-over',
  ]);
  expect(asked).toEqual(['w', 'other']);
});
