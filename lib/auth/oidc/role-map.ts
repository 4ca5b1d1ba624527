import { roleSchema, roles, type Role } from '@/lib/model/actor';

/** Which values of the claim give which role; `*` stands for everybody who signs in. */
export type RoleMap = readonly { value: string; role: Role }[];

/** Reads `sg-admins=admin,*=viewer`. Throws a plain Error that names the part that is wrong. */
export function parseRoleMap(text: string): RoleMap {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      // Names of groups may have an equals sign in them (LDAP), so the last one counts.
      const at = part.lastIndexOf('=');
      const role = roleSchema.safeParse(part.slice(at + 1).trim());
      if (at < 1 || !role.success) throw new Error(`"${part}" is not VALUE=ROLE with one of ${roles.join(', ')}`);
      return { value: part.slice(0, at).trim(), role: role.data };
    });
}

/** The highest role that any of the values gives; null when none does. */
export function roleOf(map: RoleMap, values: readonly string[]): Role | null {
  const given = map.filter(({ value }) => value === '*' || values.includes(value)).map(({ role }) => role);
  return roles.findLast((role) => given.includes(role)) ?? null;
}

/** The values of a claim that is a text, a list of texts, or below others: `realm_access.roles`. */
export function claimValues(claims: Record<string, unknown>, name: string): string[] {
  const direct = Object.hasOwn(claims, name) ? claims[name] : undefined;
  const nested = name
    .split('.')
    .reduce<unknown>((at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), claims);
  return [direct ?? nested ?? []].flat().filter((value) => typeof value === 'string');
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
