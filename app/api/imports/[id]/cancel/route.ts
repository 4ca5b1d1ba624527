import { route } from '@/lib/http/route';
import { cancelImport } from '@/lib/ingest/imports/cancel-import';

export const POST = route({ access: 'actor', run: (ctx, { params }) => cancelImport(ctx, { id: params.id ?? '' }) });
