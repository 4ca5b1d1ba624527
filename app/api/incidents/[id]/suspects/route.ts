import { route } from '@/lib/http/route';
import { getSuspects } from '@/lib/incidents/verbs/get-suspects';

/** What moved most when the incident began. It asks the engine, so it may take a while. */
export const GET = route({ access: 'actor', run: (ctx, { params }) => getSuspects(ctx, { id: params.id ?? '' }) });
