import type { Person } from '@/app/_data/incidents/incident-change';
import type { PageContext } from '@/lib/http/page-context';

/** Whoever looks at the page, as an owner of incidents. */
export function meOf({ actor, user }: Pick<PageContext, 'actor' | 'user'>): Person {
  return { id: actor.kind === 'user' ? actor.userId : '', name: user.name.trim() === '' ? user.email : user.name };
}
