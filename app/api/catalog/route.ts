import { route } from '@/lib/http/route';
import { catalog } from '@/lib/query/catalog';

/** What there is to ask about: event names, the properties of `event`, or the values of `field`, of those that contain `search`. */
export const GET = route({
  access: 'actor',
  run: (ctx, { url }) => {
    const names = ['event', 'field', 'search'] as const;
    const given = names.flatMap((name) => {
      const value = url.searchParams.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    return catalog(ctx, Object.fromEntries(given));
  },
});
