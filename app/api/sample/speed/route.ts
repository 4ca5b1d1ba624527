import { z } from 'zod';
import { route } from '@/lib/http/route';
import { setSampleSpeed } from '@/lib/ingest/sample/set-sample-speed';
import { sampleSpeedSchema } from '@/lib/model/sample';

export const PUT = route({
  access: 'actor',
  body: z.strictObject({ speed: sampleSpeedSchema }),
  run: (ctx, { body }) => setSampleSpeed(ctx, body),
});
