import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Matcher } from '@/lib/model/matcher';
import { matchesAll } from '@/lib/notify/routing/matches-all';
import { parseFilters } from './parse-filter';
import { compareSilences, silenceView, type GettableSilence } from './silence-view';

/** GET /api/v2/silences: those whose matchers have every filter among them; also the ones that are over, until they are purged. */
export async function listSilences(ctx: Context, query: URLSearchParams): Promise<GettableSilence[]> {
  authorize(ctx, 'alerts:read');
  const filters = parseFilters(query);
  const now = ctx.clock.now();
  const silences = await ctx.store.silences.list(ctx.actor.workspaceId, 0);
  return silences
    .filter(({ matchers }) => filters.every((filter) => matchers.some((matcher) => fits(matcher, filter))))
    .sort(compareSilences(now))
    .map((silence) => silenceView(silence, now));
}

/** Alertmanager asks whether the filter matches the label that a matcher names, with the matcher's value. */
function fits(matcher: Matcher, filter: Matcher): boolean {
  return matcher.name === filter.name && matchesAll({ [matcher.name]: matcher.value }, [filter]);
}
