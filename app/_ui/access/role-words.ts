import type { Role } from '@/lib/model/actor';

/** What a role may do, in the words of the screens. */
export const roleWords: Record<Role, string> = {
  viewer: 'Sees everything, changes nothing',
  editor: 'Makes dashboards, rules and imports, handles incidents',
  admin: 'Also members, keys, notifications and people’s data',
  owner: 'Also retention, backups and deleting the workspace',
};
