import type { AreaTab } from '@/app/_ui/area-tabs';
import { can, type Action } from '@/lib/auth/permissions';
import type { Actor } from '@/lib/model/actor';

const tabs: readonly (AreaTab & { action?: Action })[] = [
  { href: '/settings', label: 'General' },
  { href: '/settings/members', label: 'Members', action: 'members:read' },
  { href: '/settings/keys', label: 'API keys', action: 'keys:read' },
  { href: '/settings/audit', label: 'Audit log', action: 'audit:read' },
  { href: '/settings/people', label: 'People’s data', action: 'people:manage' },
  { href: '/settings/embeds', label: 'Embeds', action: 'embeds:manage' },
  { href: '/settings/health', label: 'Health' },
];

/** The parts of the settings that the role may see. */
export const settingsTabs = (actor: Actor): AreaTab[] =>
  tabs.filter(({ action }) => action === undefined || can(actor, action)).map(({ href, label }) => ({ href, label }));
