import { z } from 'zod';
import { route } from '@/lib/http/route';
import { previewImport } from '@/lib/ingest/imports/preview-import';
import { importMappingSchema } from '@/lib/model/import-job';

export const GET = route({ access: 'actor', run: (ctx, { params }) => previewImport(ctx, { id: params.id ?? '' }) });

/** The same under a mapping that is being tried out; nothing is stored. */
export const POST = route({
  access: 'actor',
  body: z.strictObject({ mapping: importMappingSchema }),
  run: (ctx, { params, body }) => previewImport(ctx, { id: params.id ?? '', mapping: body.mapping }),
});
