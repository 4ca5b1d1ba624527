import { route } from '@/lib/http/route';
import { catalog } from '@/lib/query/catalog';

/** What there is to ask about: event names, the properties of `event`, or the values of `field`. */
export const GET = route({
  access: 'actor',
  run: (ctx, { url }) => {
    const event = url.searchParams.get('event') ?? undefined;
    const field = url.searchParams.get('field') ?? undefined;
    return catalog(ctx, { ...(event === undefined ? {} : { event }), ...(field === undefined ? {} : { field }) });
  },
});
