import { z } from 'zod';
import { route } from '@/lib/http/route';
import { startImport } from '@/lib/ingest/imports/start-import';
import { importMappingSchema } from '@/lib/model/import-job';

/** Without a mapping the inferred one is used. */
export const POST = route({
  access: 'actor',
  body: z.strictObject({ mapping: importMappingSchema.optional() }),
  run: (ctx, { params, body }) => startImport(ctx, { id: params.id ?? '', mapping: body.mapping }),
});
