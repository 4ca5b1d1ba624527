import { route } from '@/lib/http/route';
import { getImport } from '@/lib/ingest/imports/get-import';

export const GET = route({ access: 'actor', run: (ctx, { params }) => getImport(ctx, { id: params.id ?? '' }) });
