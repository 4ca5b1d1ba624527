/** Slugs of the workspaces that the portal makes itself. */
export const builtInSlugs = { system: 'system', sample: 'sample' } as const;

const reserved: readonly string[] = Object.values(builtInSlugs);

/** The URL form of a workspace's name: `Café Nord` → `cafe-nord`; `main` when nothing of it can be written that way. */
export function workspaceSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 35)
    .replace(/^-+|-+$/g, '');
  if (slug === '') return 'main';
  return reserved.includes(slug) ? `${slug}-main` : slug;
}
