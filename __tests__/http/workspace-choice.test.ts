import { chooseMembership, cookieValue, workspaceCookie } from '@/lib/http/workspace-choice';
import type { WorkspaceKind } from '@/lib/model/workspace';
import type { Membership } from '@/lib/store/store';

const member = (slug: string, kind: WorkspaceKind): Membership => ({
  role: 'owner',
  workspace: { id: `id-${slug}`, slug, name: slug, kind, timezone: 'UTC', retentionDays: 1, createdAt: 0 },
});
const all = [member('acme', 'main'), member('system', 'system'), member('sample', 'sample')];
const slugOf = (wanted: string | null, cookie = '', memberships = all) =>
  chooseMembership(memberships, wanted, cookie).workspace.slug;

describe('the workspace of a request', () => {
  it('is the one it names', () => expect(slugOf('acme', `${workspaceCookie}=sample`)).toBe('acme'));
  it('is else the one used last', () => expect(slugOf(null, `a=b; ${workspaceCookie}=system`)).toBe('system'));
  it('is the sample for a newcomer', () => expect(slugOf(null)).toBe('sample'));
  it('is the own one once the sample is gone', () =>
    expect(slugOf(null, `${workspaceCookie}=sample`, all.slice(0, 2))).toBe('acme'));
  it('is never one that the user is not a member of', () => {
    expect(() => slugOf('other')).toThrow(/no workspace "other"/);
  });
  it('is refused to a user without any', () => {
    expect(() => slugOf(null, '', [])).toThrow(/not a member of any workspace/);
  });
  it('reads cookies by their whole name', () => {
    expect(cookieValue('xsightglass-workspace=a; sightglass-workspace=b%20c', workspaceCookie)).toBe('b c');
    expect(cookieValue('nothing', workspaceCookie)).toBeUndefined();
  });
});
