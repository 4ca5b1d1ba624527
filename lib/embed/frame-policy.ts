import type { EmbedSettings } from '@/lib/model/embed';

/** The `frame-ancestors` directive (CSP level 3, 6.4.2) of an embed: the portal itself and the sites that its settings name. */
export function frameAncestors({ frameAncestors: sites }: Pick<EmbedSettings, 'frameAncestors'>): string {
  return `frame-ancestors ${sites.includes('*') ? '*' : ["'self'", ...sites].join(' ')}`;
}
